import { answerAskOf, type Program } from "#domain/calendar/program.ts";
import type { Span } from "#domain/forecast/preview.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";
import { answerPage } from "../local/answer-page.ts";
import type { UsableAnswer } from "./usable-answers.ts";

/** Where a span begins and ends in time: its first midnight, and the last millisecond of its last day. */
export const instantsOf = ({ from, to }: Span, { school }: Program): { begins: string; ends: string } => ({
  begins: instantAt(from, "00:00", school.timeZone),
  ends: instantAt(to, "23:59:59.999", school.timeZone),
});

/**
 * Lets a span pass on a running system: every schedule fires, every answer is given at its instant. An answer at
 * exactly the instant of a mail is given before it. `answers` in time order; `onProgress` hears the virtual now.
 */
export const liveThrough = async (of: {
  system: System;
  program: Program;
  span: Span;
  answers: readonly UsableAnswer[];
  onProgress: (now: string) => void;
}): Promise<void> => {
  const { system, program, answers, onProgress } = of;
  const keys = new Map((await system.records.roster.all()).map(({ schoolId, person }) => [schoolId, person]));
  for (const { studentId, milestone, occurrence, at } of answers) {
    await system.runUpTo(at, onProgress);
    const key = keys.get(studentId);
    if (key === undefined) throw new SystemFailed("A student of the roster was not imported.");
    await answerPage(system, await system.linkFor(key, occurrence), completing(program, milestone));
  }
  await system.runTo(instantsOf(of.span, program).ends, onProgress);
};

const completing = (program: Program, milestoneId: string): string => {
  const milestone = program.milestones.find(({ id }) => id === milestoneId);
  const answer = milestone && answerAskOf(milestone)?.answers.find(({ completes }) => completes);
  if (answer === undefined) throw new SystemFailed(`No answer completes the milestone "${milestoneId}".`);
  return answer.id;
};
