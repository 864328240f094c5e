import type { BriefThing } from "#domain/mail/digest.ts";
import type { NoticeField, SessionField } from "#domain/mail/mail-fields.ts";
import { titleOf } from "#domain/sessions/calendar-entries.ts";
import { dayOf } from "#domain/sessions/session.ts";
import { asOf } from "#domain/sessions/session-waves.ts";
import { readableSpan } from "#domain/time/readable-times.ts";
import { wrapText } from "../program-folder/emails/wrap-text.ts";
import { escapedHtml, oneLine } from "./mail-values.ts";
import { factsOf, factValues } from "./session-facts.ts";
import { type NoticeOf, wordsOf } from "./session-words.ts";

// Of what is over or does not take place, when it was is all there is to know.
const factsIn = ({ program, session, wave, told }: NoticeOf) => {
  const { timeZone } = program.school;
  const [when] = factsOf(session.status === "cancelled" ? { ...session, ...asTold(session, told) } : session, timeZone);
  if (wave === "thanks") return [];
  if (session.status === "cancelled") return when === undefined ? [] : [{ ...when, label: "Planned for" }];
  return factsOf(session, timeZone, wave.startsWith("moved-") ? told : undefined);
};

const asTold = (session: NoticeOf["session"], told: number | undefined) => {
  const { startsAt, endsAt } = told === undefined ? session : asOf(session, told);
  return { startsAt, endsAt };
};

const preheaderOf = ({ program: { school }, session }: NoticeOf, lead: string): string => {
  if (session.status === "cancelled") return lead;
  const { startsAt, endsAt, place } = session;
  return [readableSpan(startsAt, endsAt, school.timeZone), ...(place === undefined ? [] : [place])].join(", ");
};

/** What a week's digest says of a session: when and where it is, what is asked, and the button. */
export const sessionBrief = (of: NoticeOf): BriefThing => {
  const { program, session, wave } = of;
  const { button, lead } = wordsOf(of);
  const isOver = wave === "thanks";
  const line = isOver ? lead : `${preheaderOf(of, lead)}. ${lead}`;
  return {
    ...{ title: oneLine(titleOf(program, session)), line: oneLine(line), ...button },
    closes: isOver ? undefined : dayOf(session, program.school.timeZone),
  };
};

const escaped = <Field extends string>(text: Record<Field, string>): Record<Field, string> => {
  const html = { ...text };
  for (const field in text) html[field] = escapedHtml(text[field]);
  return html;
};

/**
 * The values that a session puts in its mails, in text and HTML: what there is to know, where to go, and what the
 * notice says. Of a file's words none can end a line or an element. `link`: the guest's own page.
 */
export const sessionValues = (
  of: NoticeOf,
  link: string,
): Record<"text" | "html", Record<SessionField | NoticeField, string>> => {
  const { button, ...words } = wordsOf(of);
  const { text: session, html } = factValues(factsIn(of));
  const lines = {
    subject: oneLine(words.subject),
    heading: oneLine(words.heading),
    lead: oneLine(words.lead),
    preheader: oneLine(preheaderOf(of, words.lead)),
    sessionButton: button?.label ?? "",
    sessionLink: button === undefined ? "" : (button.url ?? link),
  };
  return { text: { ...lines, lead: wrapText(lines.lead), session }, html: { ...escaped(lines), session: html } };
};
