import { trackField } from "#domain/mail/mail-fields.ts";
import type { StoredTemplate } from "./emails/render-email.ts";

/** A mail as one file says it: for everybody, or in place of that for the students of one track. */
export interface RenderedEmail {
  track?: string;
  template: StoredTemplate;
}

const opened = (lines: readonly string[]): number => {
  const text = lines.join("\n");
  return text.split("{{#if").length - text.split("{{/if").length;
};

/** How many lines both begin with, at least as they are whole by themselves. */
const sharedAtStart = (one: readonly string[], other: readonly string[]): number => {
  const differing = one.findIndex((line, index) => line !== other[index]);
  let shared = differing < 0 ? Math.min(one.length, other.length) : differing;
  while (shared > 0 && opened(one.slice(0, shared)) !== 0) shared -= 1;
  return shared;
};

/** Two texts in one: what they share stands once, so that what is added at the foot later is added for both. */
const either = (track: string, own: string, others: string): string => {
  if (own === others) return others;
  const [mine, theirs] = [own.split("\n"), others.split("\n")];
  const start = sharedAtStart(mine, theirs);
  const [restMine, restTheirs] = [mine.slice(start), theirs.slice(start)];
  const end = sharedAtEnd(restMine, restTheirs);
  const middle = (lines: readonly string[]): string => lines.slice(0, lines.length - end).join("\n");
  const condition = `{{#if text.${trackField(track)}}}${middle(restMine)}{{else}}${middle(restTheirs)}{{/if}}`;
  return [...mine.slice(0, start), condition, ...mine.slice(mine.length - end)].join("\n");
};

const sharedAtEnd = (one: readonly string[], other: readonly string[]): number => {
  const shared = Array.from({ length: Math.min(one.length, other.length) }, (_, nth) => nth + 1);
  const differing = shared.find((nth) => one.at(-nth) !== other.at(-nth));
  let count = (differing ?? shared.length + 1) - 1;
  while (count > 0 && opened(one.slice(-count)) !== 0) count -= 1;
  return count;
};

const joined = (others: StoredTemplate, track: string, own: StoredTemplate): StoredTemplate => ({
  id: others.id,
  subject: either(track, own.subject, others.subject),
  html: either(track, own.html, others.html),
  text: either(track, own.text, others.text),
});

/** One template a mail, with the words of each track that has its own as a condition in it. */
export const wordsByTrack = (emails: readonly RenderedEmail[]): StoredTemplate[] =>
  emails
    .filter(({ track }) => track === undefined)
    .map(({ template }) =>
      emails
        .filter((own) => own.track !== undefined && own.template.id === template.id)
        .reduce((others, own) => joined(others, own.track ?? "", own.template), template),
    );
