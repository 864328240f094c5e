import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import type { Addressee } from "#domain/people/student.ts";
import { countFailed } from "../count-failed.ts";
import { type Dispatch, type Letter, letterTo } from "../dispatch.ts";
import { type HoldBackNeeds, holdBack } from "./hold-back.ts";

/** `keys` is called, and may fail, before anything is claimed. */
export interface PrepareNeeds extends HoldBackNeeds {
  parts: Pick<Parts, "miss" | "stop" | "resume">;
  keys: () => Promise<LinkKeys>;
  siteUrl: string;
}

export interface PreparedLetters {
  letters: Letter[];
  unrecorded: number;
}

/**
 * Writes letters; records who gets none: too late, inactive, or a failed address. Of one who is held it records
 * nothing: once they are let go, the next morning plans what is still of use. It reads people as of now: who was held a
 * moment ago is held. Twice changes nothing more.
 */
export const prepareLetters = async (
  needs: PrepareNeeds,
  people: readonly string[],
  dispatch: Dispatch,
): Promise<PreparedLetters> => {
  const [students, keys] = await Promise.all([needs.people.some(people, "as of now"), needs.keys()]);
  const concerned = students.filter((student) => student.held === undefined && dispatch.writer.concerns(student));
  const missed = await recordMissed(needs, concerned, dispatch);
  const useful = concerned.filter((student) => whyMissed(dispatch, student) === undefined);
  const unsettled = await holdBack(needs, useful, dispatch);
  const desk = { keys, siteUrl: needs.siteUrl };
  const letters = useful
    .filter((student) => suppressionOf(student) === undefined)
    .map((student) => letterTo(student, dispatch, desk));
  return { letters, unrecorded: missed + unsettled };
};

/** True of who would still get the letter: nothing that was recorded of them since speaks against it. */
export const isStillWrittenTo = (student: Addressee, dispatch: Dispatch): boolean =>
  [student.held, whyMissed(dispatch, student), suppressionOf(student)].every((why) => why === undefined) &&
  dispatch.writer.concerns(student);

const whyMissed = ({ writer, today }: Dispatch, student: Addressee): string | undefined =>
  writer.reaches(student, today) ? writer.late : `student is not active (${statusOn(student, today)})`;

const recordMissed = ({ parts }: PrepareNeeds, students: readonly Addressee[], dispatch: Dispatch): Promise<number> => {
  const { mailing, plannedAt, at, writer } = dispatch;
  const missed = students.flatMap((student) => {
    const reason = whyMissed(dispatch, student);
    if (reason === undefined) return [];
    return [{ part: writer.partOf(student), wave: mailing.wave, mail: { plannedAt, at, reason } }];
  });
  return countFailed(missed, parts.miss);
};
