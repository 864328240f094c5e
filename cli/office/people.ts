import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import { fullName } from "#domain/people/greeting.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import type { Student } from "#domain/people/student.ts";
import { csvOf } from "#files/csv/csv.ts";
import { IN_CALENDAR, suggest } from "#files/did-you-mean.ts";
import { type ListedPerson, listPeople, type PeopleAsked } from "#office/people/list-people.ts";
import { cohortTitle } from "#office/titles.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";
import { table } from "./table.ts";

const NOBODY: Record<PeopleAsked["kind"], string> = {
  all: "The roster is empty.\n",
  held: "Nobody is held.\n",
  failed: "Nobody's address has failed.\n",
  declined: "Nobody has declined any mail.\n",
  unanswered: "Nobody is left to answer.\n",
};

/**
 * Lists people of a school, as a table or as CSV.
 * @throws InputFault where the program has no such occurrence
 */
export const people = async (needs: DeskNeeds, order: OrderOf<"people">): Promise<void> => {
  const asked = askedBy(needs, order);
  const listed = await listPeople({ ...needs.records, program: needs.program }, asked);
  if (order.csv)
    needs.out.write(
      csvOf(
        COLUMNS[asked.kind],
        listed.map((one) => inFull(needs, one)),
      ),
    );
  else if (listed.length === 0) needs.out.write(NOBODY[asked.kind]);
  else needs.out.write(`${table(listed.map((one) => inShort(needs, one)))}\n${counted(listed.length)}\n`);
};

const counted = (people: number): string => (people === 1 ? "One person." : `${people} people.`);

const askedBy = ({ program }: DeskNeeds, { only, unanswered }: OrderOf<"people">): PeopleAsked => {
  if (unanswered === undefined) return { kind: only ?? "all" };
  const occurrence = findOccurrence(program, unanswered);
  if (occurrence?.milestone.ask !== undefined) return { kind: "unanswered", occurrence: unanswered };
  const asking = program.milestones.filter(({ ask }) => ask !== undefined).map(({ id }) => `${id}@<year>`);
  const meant = suggest(unanswered, asking, IN_CALENDAR);
  throw new InputFault([`The program asks nothing in ${unanswered}. ${meant}`]);
};

const PERSON = ["student_id", "email", "first_name", "last_name", "class", "status"];

const COLUMNS: Record<PeopleAsked["kind"], readonly string[]> = {
  all: PERSON,
  held: [...PERSON, "held", "since", "says"],
  failed: [...PERSON, "failed", "since"],
  declined: [...PERSON, "declined"],
  unanswered: [...PERSON, "asked", "last_mail", "opened", "advisor"],
};

const inFull = (needs: DeskNeeds, { student, about }: ListedPerson): Record<string, string> => ({
  student_id: student.schoolId,
  email: student.email,
  first_name: student.firstName,
  last_name: student.lastName,
  class: cohortOf(student),
  status: statusOn(student, dayIn(needs, needs.now)),
  ...about,
});

const statusOf = (student: Student, today: string): string => {
  const status = statusOn(student, today);
  return [...(status === "active" ? [] : [status]), ...(student.held === undefined ? [] : ["held"])].join(", ");
};

const inShort = (needs: DeskNeeds, { student, about }: ListedPerson): Record<string, string> => ({
  id: student.schoolId,
  name: fullName(student),
  address: readableAddress(student.email),
  class: cohortTitle(needs.program, cohortOf(student)),
  status: statusOf(student, dayIn(needs, needs.now)),
  ...about,
});
