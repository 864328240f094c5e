import type { Brief, Milestone } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import type { WrittenEmail } from "../emails/emails.ts";
import { fillText } from "../emails/mail-fields.ts";
import type { Block } from "../emails/markdown.ts";
import { plainText } from "../emails/render-text.ts";
import { schoolValues } from "../emails/school-values.ts";
import type { Written } from "../written.ts";

const NEXT_STEP = /Your next step: (.+?[.!?])(?:\s|$)/s;

const nextStepIn = (text: string): string | undefined => {
  const [, step] = NEXT_STEP.exec(text) ?? [];
  return step && step.charAt(0).toUpperCase() + step.slice(1).replaceAll("\n", " ");
};

const isButton = (block: Block): block is Extract<Block, { kind: "button" }> => block.kind === "button";

const buttonOf = ({ blocks }: WrittenEmail): Pick<Brief, "label" | "url"> => {
  const button = blocks.find(isButton);
  if (button === undefined) return {};
  const label = plainText([{ kind: "paragraph", inside: button.label }]);
  return button.url === "{{link}}" ? { label } : { label, url: button.url };
};

/** What the digest says of each e-mail: the next step that it names, or else its preheader; and its button. */
export const briefsOf = (
  emails: readonly WrittenEmail[],
  school: School,
  milestones: readonly Written<Milestone>[],
): Record<string, Brief> =>
  Object.fromEntries(
    emails.map((email) => {
      const values = schoolValues(school, milestones, email.id);
      const line = fillText(nextStepIn(plainText(email.blocks)) ?? email.preheader, values);
      return [email.track === undefined ? email.id : `${email.id}.${email.track}`, { line, ...buttonOf(email) }];
    }),
  );
