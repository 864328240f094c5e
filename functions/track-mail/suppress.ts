import type { Parts, Roster } from "#adapters/records.ts";
import { schoolDate } from "#domain/dates.ts";
import type { Program } from "#domain/program.ts";
import { type PlannedStudent, partsInSight } from "#domain/sight.ts";
import type { BatchFailure } from "../middleware/queue-batch-listener.ts";
import { sideBySide } from "../middleware/side-by-side.ts";
import type { AddressHeard } from "./heard.ts";

export interface SuppressNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled" | "markAddress">;
  parts: Pick<Parts, "get" | "stop">;
}

/** How many addresses were marked, how many were not their student's any more, and what could not be done. */
export interface Suppressed {
  suppressed: number;
  notTheirs: number;
  failed: BatchFailure[];
}

const NOBODY: Suppressed = { suppressed: 0, notTheirs: 0, failed: [] };

/**
 * Marks addresses that failed, where they are still their students', and holds back what these are mailed about now. The
 * roster is read once, and not at all where no address failed. Running twice changes nothing more.
 */
export const suppress = async (needs: SuppressNeeds, addresses: readonly AddressHeard[]): Promise<Suppressed> => {
  if (addresses.length === 0) return NOBODY;
  try {
    // The roster is kept by student id, which no tag may hold; addresses fail seldom enough to look through all of it.
    const students = new Map((await needs.roster.enrolled()).map((student) => [student.key, student]));
    const ends = await sideBySide(addresses, (address) => suppressOne(needs, students.get(address.student), address));
    return {
      suppressed: ends.filter((end) => end === "suppressed").length,
      notTheirs: ends.filter((end) => end === "not theirs").length,
      failed: ends.filter((end) => typeof end === "object"),
    };
  } catch (error) {
    return { ...NOBODY, failed: [{ ids: addresses.flatMap(({ ids }) => ids), error }] };
  }
};

const suppressOne = async (
  { program, roster, parts }: SuppressNeeds,
  student: (PlannedStudent & { studentId: string }) | undefined,
  { news, ids }: AddressHeard,
): Promise<"suppressed" | "not theirs" | BatchFailure> => {
  try {
    if (student === undefined || !(await roster.markAddress(student.studentId, news))) return "not theirs";
    const today = schoolDate(news.at, program.school.timeZone);
    const inSight = await sideBySide(partsInSight(program, student, today), async (part) =>
      (await parts.get(part.occurrence, part.student)) === undefined ? [] : [part],
    );
    // A part that is not there has no mail to hold back; `send-mail` stops those to come.
    await parts.stop(inSight.flat(), { reason: "suppressed", at: news.at });
    return "suppressed";
  } catch (error) {
    return { ids, error };
  }
};
