import { datesBetween } from "../time/dates.ts";
import { isQuiet } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import type { Milestone, Program } from "./program.ts";

/** True of what is for those alone who graduate that year, and is not about the Match. */
const isOrdinaryToGraduates = ({ when, mail }: Pick<Milestone, "when" | "mail">): boolean =>
  mail !== "match" && "anchor" in when && when.anchor === "graduation" && when.year === 0;

const quiet = new WeakMap<Program, School>();

const withMatchWeeks = (program: Program): School => {
  const { school, matchWeeks = [] } = program;
  const days = matchWeeks.flatMap(({ from, to }) => datesBetween(from, to));
  return { ...school, quietDays: { ...school.quietDays, dates: [...school.quietDays.dates, ...days] } };
};

/** The school as a milestone's mails find it: for ordinary mail to the graduating class, Match Week is quiet. */
export const schoolFor = (program: Program, milestone: Pick<Milestone, "when" | "mail">): School => {
  if (program.matchWeeks === undefined || !isOrdinaryToGraduates(milestone)) return program.school;
  const known = quiet.get(program) ?? withMatchWeeks(program);
  quiet.set(program, known);
  return known;
};

/** True on a day on which mails of a milestone may go out. */
export const mayGoOut = (program: Program, milestone: Milestone, today: string): boolean =>
  milestone.exact || !isQuiet(schoolFor(program, milestone), today);
