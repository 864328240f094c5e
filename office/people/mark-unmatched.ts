import type { DeanMarks, MarkedMail } from "#adapters/marks/marks.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { whyAwaited } from "#domain/forecast/without-day.ts";
import { type Help, helpAwaits, helpOf, whyNotHelped } from "#domain/mail/marked.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate, schoolMinute, yearOf } from "#domain/time/dates.ts";
import { type StandingMark, standingMarks } from "./standing-marks.ts";

/** True of somebody whom the school names as a dean, by their address. */
export const isDean = ({ school }: Pick<Program, "school">, by: string): boolean =>
  (school.deans ?? []).some((dean) => dean.toLowerCase() === by.trim().toLowerCase());

/** The year of the Match that is on, or the next one to come. */
export const matchYear = ({ school }: Pick<Program, "school">, now: string): number =>
  yearOf(schoolDate(now, school.timeZone));

interface MarksNeeds {
  marks: Pick<DeanMarks, "of">;
  people: Pick<People, "all">;
}

/** All marks of a year's Match, by whom they mean now. */
export const marksOf = async ({ marks, people }: MarksNeeds, year: number): Promise<StandingMark[]> => {
  const [set, everybody] = await Promise.all([marks.of(year), people.all("and removed")]);
  return standingMarks(set, everybody);
};

/** A student's mark of a year's Match, as it stands; undefined where nobody ever set one. */
export const markOf = async (
  needs: MarksNeeds,
  { person }: Pick<Student, "person">,
  year: number,
): Promise<StandingMark | undefined> => (await marksOf(needs, year)).find(({ student }) => student?.person === person);

const WHY_NONE = {
  held: "they are held",
  leave: "they are on leave",
  withdrawn: "they have withdrawn",
  graduated: "they have graduated",
  deceased: "they have died",
  bounced: "their address failed",
  complained: "they said of a mail that it is spam",
  "not meant": "its audience leaves them out",
  gone: "they are in the roster no more",
  rejected: "SES refused it",
} as const satisfies Record<NonNullable<ReturnType<typeof whyNotHelped>> | "gone" | "rejected", string>;

const noMail = (why: keyof typeof WHY_NONE): string =>
  `No mail goes to them: ${WHY_NONE[why]}${why === "deceased" ? "" : "; call them"}.`;

/** What becomes of a mark, in a sentence: when its mail goes, or why none does, by the rules of help-marked. */
export const whatFollows = (
  program: Program,
  { student, mails }: Pick<StandingMark, "student" | "mails">,
  year: number,
  now: string,
): string => {
  const mail = mails.find(({ state }) => state !== "rejected") ?? mails[0];
  if (mail !== undefined) return ofMail(program, mail);
  if (student === undefined) return noMail("gone");
  const whyNot = (help: Help) => whyNotHelped(program, student, help, now < help.from ? help.from : now);
  const all = helpOf(program, year);
  const help = all.find((one) => whyNot(one) === undefined) ?? all[0];
  if (help === undefined) return whatIsAwaited(program, year);
  if (now >= help.until) return "Results are released, so no mail goes to them any more.";
  const why = whyNot(help);
  return why === undefined ? whenItGoes(program, help, now) : noMail(why);
};

const ofMail = ({ school }: Program, { occurrence, state, at }: MarkedMail): string =>
  state === "rejected"
    ? noMail("rejected")
    : `${occurrence} went out to them on ${schoolMinute(at, school.timeZone)}; it comes once.`;

const whatIsAwaited = (program: Program, year: number): string => {
  const awaits = helpAwaits(program, year);
  const why = awaits === undefined ? "the program has no mail for the marked" : whyAwaited(awaits);
  return `No mail goes to them: ${why}.`;
};

const whenItGoes = ({ school }: Program, { occurrence, from, until }: Help, now: string): string => {
  const end = `none after ${schoolMinute(until, school.timeZone)}`;
  return now < from
    ? `${occurrence.id} goes to them on ${schoolMinute(from, school.timeZone)} or in the hour after it; ${end}.`
    : `${occurrence.id} goes to them within the hour, or from ${school.sendWindow.from} tomorrow; ${end}.`;
};
