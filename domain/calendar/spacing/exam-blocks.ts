import type { OfClass } from "../../people/enrollment.ts";
import { addDays, yearOf } from "../../time/dates.ts";
import { daysOfSpan, withQuietDates } from "../../time/quiet-days.ts";
import type { ExamBlock, School } from "../../time/school.ts";
import { schoolFor } from "../match-week.ts";
import { phaseOn } from "../phases.ts";
import type { Program } from "../program.ts";
import { wavesOf } from "../waves.ts";
import type { Laddered } from "./weekly-budget.ts";

/** The school dates of a block from one date to another. */
export const examDaysIn = ({ dates = [], yearly }: ExamBlock, from: string, to: string): string[] => {
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 2 }, (_, nth) => yearOf(from) - 1 + nth);
  const days = yearly === undefined ? dates : years.flatMap((year) => daysOfSpan(yearly, year));
  return days.filter((day) => day >= from && day <= to);
};

const isTheirs = (program: Program, student: OfClass, { tracks, phases }: ExamBlock, day: string): boolean =>
  (tracks?.includes(student.track) ?? true) && (phases?.includes(phaseOn(program, student, day) ?? "") ?? true);

/** The blocks that a student is in on a school date. */
export const examBlocksOn = (program: Program, student: OfClass, day: string): ExamBlock[] =>
  (program.school.examBlocks ?? []).filter(
    (block) => examDaysIn(block, day, day).length > 0 && isTheirs(program, student, block, day),
  );

const examDaysOf = (program: Program, student: OfClass, from: string, to: string): string[] =>
  (program.school.examBlocks ?? []).flatMap((block) =>
    examDaysIn(block, from, to).filter((day) => isTheirs(program, student, block, day)),
  );

/** The school to which the days of a student's exams between two dates are quiet as well. */
export const quietInExams = (program: Program, student: OfClass, from: string, to: string): School => {
  const days = examDaysOf(program, student, from, to);
  return days.length === 0 ? program.school : withQuietDates(program.school, days);
};

/** An occurrence whose reminders and last call keep off a student's exams, as they keep off quiet days. */
export const outsideExams = <One extends Laddered>(program: Program, student: OfClass, occurrence: One): One => {
  const { milestone, opens, closes, waves } = occurrence;
  if (program.school.examBlocks === undefined || milestone.ask === undefined || closes === undefined) return occurrence;
  const days = examDaysOf(program, student, opens, closes);
  if (days.length === 0) return occurrence;
  const [, ...steps] = wavesOf(withQuietDates(schoolFor(program, milestone), days), milestone, opens, closes);
  return { ...occurrence, waves: [...waves.slice(0, 1), ...steps] };
};

/** Days on either side of a block in which a step that it moved may come to lie. */
const NEAR = 28;

/** True on a day to which some block may have moved a step. */
export const isNearExams = ({ examBlocks = [] }: Pick<School, "examBlocks">, today: string): boolean =>
  examBlocks.some((block) => examDaysIn(block, addDays(today, -NEAR), addDays(today, NEAR)).length > 0);
