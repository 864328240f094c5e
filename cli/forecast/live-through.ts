import { answerAskOf, type Program } from "#domain/calendar/program.ts";
import type { Span } from "#domain/forecast/preview.ts";
import type { UsableAnswer } from "#domain/forecast/walk-state.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";
import { answerInvitation } from "../local/answer-invitation.ts";
import { answerPage } from "../local/answer-page.ts";

/** Where a span begins and ends in time: its first midnight, and the last millisecond of its last day. */
export const instantsOf = ({ from, to }: Span, { school }: Program): { begins: string; ends: string } => ({
  begins: instantAt(from, "00:00", school.timeZone),
  ends: instantAt(to, "23:59:59.999", school.timeZone),
});

/** A roster that is uploaded at the beginning of a school date. */
export interface Upload {
  on: string;
  file: string;
  bytes: Uint8Array;
  isComplete: boolean;
}

/** What a run goes through. `uploads`: after the first roster, in order. `answers`: in time order. */
export interface Lived {
  system: System;
  program: Program;
  span: Span;
  uploads?: readonly Upload[];
  answers: readonly UsableAnswer[];
  /** What guests say to invitations, in time order. */
  invited?: readonly GuestAnswered[];
  /** Hears the virtual now. */
  onProgress: (now: string) => void;
}

/**
 * Lets a span pass on a running system: every schedule fires, every roster comes, every answer is given at its instant.
 * An answer at exactly the instant of a mail is given before it, and a roster before an answer. Answers how many of the
 * guests' answers no page took.
 */
export const liveThrough = async (of: Lived): Promise<{ notTaken: number }> => {
  const { system, program, span, uploads = [], answers, invited = [], onProgress } = of;
  const { ends } = instantsOf(span, program);
  const coming = uploads.map((upload) => ({ at: instantAt(upload.on, "00:00", program.school.timeZone), upload }));
  const given = answers.map((answer) => ({ at: answer.at, answer }));
  const toInvitations = invited.map((guest) => ({ at: guest.at, guest }));
  const deeds: Happening[] = [...coming.filter(({ at }) => at <= ends), ...given, ...toInvitations];
  let notTaken = 0;
  for (const deed of deeds.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    await system.runUpTo(deed.at, onProgress);
    if ("upload" in deed) await system.uploadRoster(deed.upload.bytes, deed.upload);
    else if ("answer" in deed) await giveAnswer(system, program, deed.answer);
    else if (!(await answerInvitation(system, deed.guest))) notTaken += 1;
  }
  await system.runTo(ends, onProgress);
  return { notTaken };
};

type Happening = { at: string } & ({ upload: Upload } | { answer: UsableAnswer } | { guest: GuestAnswered });

/** Gives an answer as its student does, by their own page, at the instant at which the clock stands. */
export const giveAnswer = async (
  system: System,
  program: Program,
  { studentId, milestone, occurrence }: UsableAnswer,
): Promise<void> => {
  const students = await system.records.people.all();
  const key = students.find(({ schoolId }) => schoolId === studentId)?.person;
  if (key === undefined) throw new SystemFailed("A student of the roster was not imported.");
  await answerPage(system, await system.linkFor(key, occurrence), completing(program, milestone));
};

const completing = (program: Program, milestoneId: string): string => {
  const milestone = program.milestones.find(({ id }) => id === milestoneId);
  const answer = milestone && answerAskOf(milestone)?.answers.find(({ completes }) => completes);
  if (answer === undefined) throw new SystemFailed(`No answer completes the milestone "${milestoneId}".`);
  return answer.id;
};
