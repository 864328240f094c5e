import { fullName } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { FirstMailingAhead } from "#office/mailings/approve-first.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import type { OfficeRecords } from "#office/records.ts";
import { InputFault } from "../faults.ts";
import { askThenRecord, NOTHING } from "../stage/on-record.ts";
import type { StageNeeds } from "../stage/on-stage.ts";

/** What carrying out an order needs: the school's records, its program, the time, somebody to ask. */
export interface DeskNeeds extends StageNeeds {
  records: OfficeRecords;
  /** How commands name the school, e.g. `--stage prod`. */
  place: string;
  /** Where the school's pages are, without a slash at the end; absent on a stage, which has none yet. */
  pages?: string;
  /** Writes a mail out as one student gets it; absent where the program's folder is not at hand. */
  sample?: (of: FirstMailingAhead) => Promise<string>;
}

/**
 * Asks, and does it where the answer is yes, with a record of who did. Undefined where the answer is no, which is said.
 * @param hasChanged whether anything came of it; what is not `false` did
 */
export const ordered = <Result>(
  { records: { auditLog }, ...needs }: DeskNeeds,
  ...asked: AskedDeed<Result>
): Promise<Result | undefined> => askThenRecord({ ...needs, auditLog }, ...asked);

type AskedDeed<Result> = Parameters<typeof askThenRecord<Result>> extends [unknown, ...infer Asked] ? Asked : never;

/** What is said where somebody else was quicker. */
export const MEANWHILE = `Somebody decided of it meanwhile. ${NOTHING}`;

/**
 * The one person whom a text names.
 * @throws InputFault where it names nobody, or several: two people may share an address.
 */
export const onePerson = async ({ records }: DeskNeeds, text: string): Promise<Student> => {
  const [found, ...more] = peopleNamed(await records.people.all(), text);
  if (found === undefined)
    throw new InputFault([`Nobody here has the id or the address ${text}. \`matchward people\` lists everybody.`]);
  if (more.length === 0) return found;
  const ids = [found, ...more].map(({ schoolId }) => schoolId).join(", ");
  throw new InputFault([`${text} is the address of several: name one by their id, ${ids}.`]);
};

/** The school date of an instant. */
export const dayIn = ({ program }: Pick<DeskNeeds, "program">, at: string): string =>
  schoolDate(at, program.school.timeZone);

/** A person as a command names them before it changes something: `00410101 Ada Example`. */
export const told = (student: Student): string => `${student.schoolId} ${fullName(student)}`.trim();
