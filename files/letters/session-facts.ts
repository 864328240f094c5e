import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { asOf, changedSince } from "#domain/sessions/session-waves.ts";
import { readableSpan } from "#domain/time/readable-times.ts";
import { INLINE } from "../program-folder/emails/email-look.ts";
import { wrapText } from "../program-folder/emails/wrap-text.ts";
import { escapedHtml, oneLine } from "./mail-values.ts";

/** One thing to know of a session. `before`: how its guest was told it; empty where there was nothing. */
interface Fact {
  label: string;
  value: string;
  url?: string | undefined;
  before?: string | undefined;
}

const NONE = "not any more";

const told = (label: string, value: string | undefined, before?: string | undefined): Fact[] => {
  if (value === undefined && before === undefined) return [];
  return [{ label, value: oneLine(value ?? NONE), ...(before !== undefined && { before: oneLine(before) }) }];
};

const spanOf = ({ startsAt, endsAt }: Session, timeZone: string): string => readableSpan(startsAt, endsAt, timeZone);

const withUrl = (facts: readonly Fact[], url: string | undefined): Fact[] => facts.map((fact) => ({ ...fact, url }));

/** What a guest needs to know of a session; of what changed since a sequence of it, also how it was. */
export const factsOf = (session: KnownSession, timeZone: string, since?: number): Fact[] => {
  const [then, changed] = since === undefined ? [session, []] : [asOf(session, since), changedSince(session, since)];
  const was = (field: "place" | "link") => (changed.includes(field) ? (then[field] ?? "") : undefined);
  const hasMoved = changed.includes("startsAt") || changed.includes("endsAt");
  return [
    ...told("When", spanOf(session, timeZone), hasMoved ? spanOf(then, timeZone) : undefined),
    ...told("Where", session.place, was("place")),
    ...withUrl(told("Join from afar", session.link, was("link")), session.link),
    ...told("With", session.speakers),
    ...told("For", session.audienceNote),
  ];
};

const asText = ({ label, value, before }: Fact): string =>
  [wrapText(`${label}: ${value}`), ...(before ? [wrapText(`(before: ${before})`)] : [])].join("\n");

const valueHtml = ({ value, url }: Fact): string =>
  url === undefined
    ? escapedHtml(value)
    : `<a href="${escapedHtml(url)}" style="${INLINE.a}">${escapedHtml(value)}</a>`;

const asHtml = (fact: Fact): string => {
  const before = fact.before ? `<br>before: <s>${escapedHtml(fact.before)}</s>` : "";
  return `<p style="${INLINE.p};margin-bottom:10px"><strong>${fact.label}</strong><br>${valueHtml(fact)}${before}</p>`;
};

/** Facts as a mail's values, in text and in HTML. */
export const factValues = (facts: readonly Fact[]): Record<"text" | "html", string> => ({
  text: facts.map(asText).join("\n"),
  html: facts.length === 0 ? "" : `<div style="padding-bottom:10px">${facts.map(asHtml).join("")}</div>`,
});
