import type { EscalationMail } from "#adapters/escalations/escalations.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import type { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { isBehind } from "#domain/escalation/plan-escalations.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { AdvisedStudentOnPage } from "#pages/advisor/students.ts";
import type { HearAdvisorsNeeds } from "./needs.ts";

type PageNeeds = Pick<HearAdvisorsNeeds, "program" | "people" | "parts">;

const openItems = async ({ program, parts }: PageNeeds, entries: readonly EscalationEntry[]): Promise<Occurrence[]> => {
  const found: Occurrence[] = [];
  for (const { occurrence, student } of entries) {
    const known = findOccurrence(program, occurrence);
    if (known !== undefined && isBehind(await parts.get(occurrence, student))) found.push(known);
  }
  return found;
};

/** The students of a mail as they stand now, in the order of the mail; who is gone is left out. */
export const studentsOf = async (needs: PageNeeds, mail: EscalationMail): Promise<AdvisedStudentOnPage[]> => {
  const people = await needs.people.some(mail.entries.map(({ schoolId }) => schoolId));
  const names = new Map(people.map((one) => [one.person, nameOrNumber(one)]));
  const shown: AdvisedStudentOnPage[] = [];
  for (const [key, entries] of Map.groupBy(mail.entries, ({ student }) => student)) {
    const name = names.get(key);
    if (name === undefined) continue;
    const items = await openItems(needs, entries);
    const said = mail.answers[key]?.answer;
    // A waiver that was recorded and not carried out has to be pressed again.
    shown.push({ key, name, items, said: said === "waive" && items.length > 0 ? undefined : said });
  }
  return shown;
};
