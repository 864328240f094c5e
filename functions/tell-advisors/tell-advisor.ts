import { type EscalationState, escalationId } from "#adapters/escalations/escalations.ts";
import { signAdvisorLink } from "#adapters/links/advisor-token.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import type { AdvisorMail, EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { isBehind } from "#domain/escalation/plan-escalations.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, instantAt } from "#domain/time/dates.ts";
import { advisorTags } from "#events/mail/office-tags.ts";
import { letterHtml, letterText } from "#files/letters/letter.ts";
import { advisorPath } from "#pages/routes.ts";
import { advisorLetter, type NamedStudent } from "./advisor-letter.ts";
import type { TellAdvisorsNeeds } from "./needs.ts";

/** School days for which an advisor's link answers, and what they said may be taken back. */
const LINK_DAYS = 14;

/** The morning of a run: its school date, its instant (ISO 8601 UTC), and everybody by their opaque key. */
interface TellingMorning {
  today: string;
  at: string;
  students: ReadonlyMap<string, Student>;
}

/** `none`: there was nothing to send any more, or it had been sent. */
interface AdvisorTold {
  outcome: EscalationState | "none";
  students: number;
}

const STATE: Record<Outcome["kind"], EscalationState> = {
  ...{ sent: "sent", rejected: "rejected", unsent: "refused", ambiguous: "unknown" },
};

/** Sends one mail, at most once, of those who are still behind now. */
export const tellAdvisor = async (
  needs: TellAdvisorsNeeds,
  mail: AdvisorMail,
  morning: TellingMorning,
): Promise<AdvisorTold> => {
  const { program, escalations } = needs;
  const entries = await stillBehind(needs, mail.entries);
  const named = namesIn(entries, morning);
  if (named.length === 0) return { outcome: "none", students: 0 };
  const id = escalationId(program.id, morning.today, mail.to);
  const first = mail.to === undefined ? "nobody" : "claimed";
  const isOurs = await escalations.claim({ id, at: morning.at, to: mail.to, state: first, entries });
  if (!isOurs) return { outcome: "none", students: 0 };
  if (mail.to === undefined) return { outcome: "nobody", students: named.length };
  const outcome = await send(needs, { id, to: mail.to, named }, morning);
  const reason = outcome.kind === "sent" ? undefined : outcome.reason;
  await escalations.settle(id, { state: STATE[outcome.kind], reason });
  return { outcome: STATE[outcome.kind], students: named.length };
};

const stillBehind = async ({ parts }: TellAdvisorsNeeds, entries: readonly EscalationEntry[]) => {
  const found: EscalationEntry[] = [];
  for (const entry of entries) if (isBehind(await parts.get(entry.occurrence, entry.student))) found.push(entry);
  return found;
};

const namesIn = (entries: readonly EscalationEntry[], { students }: TellingMorning): NamedStudent[] =>
  [...Map.groupBy(entries, ({ student }) => student)].flatMap(([key, those]) => {
    const student = students.get(key);
    return student === undefined ? [] : [{ student, entries: those }];
  });

const send = async (
  { program, keys, siteUrl, mailer }: TellAdvisorsNeeds,
  { id, to, named }: { id: string; to: string; named: NamedStudent[] },
  { today }: TellingMorning,
): Promise<Outcome> => {
  const { school } = program;
  const until = addDays(today, LINK_DAYS);
  const expiresAt = instantAt(addDays(until, 1), "00:00", school.timeZone);
  const token = signAdvisorLink(await keys(), { program: program.id, escalation: id, expiresAt });
  const letter = advisorLetter(program, named, `${siteUrl}${advisorPath(token)}`, until);
  const [html, text] = [await letterHtml(letter, school), letterText(letter)];
  return mailer.send({ to, tags: advisorTags(program.id, id), subject: letter.subject, html, text });
};
