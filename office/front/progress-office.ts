import type { CohortCounts } from "#adapters/progress/progress.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import type { Milestone } from "#domain/calendar/program.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { countsOf } from "../progress/counts-of.ts";
import { type Matrix, matrixOf } from "../progress/matrix.ts";
import { type NudgePlan, type NudgingNeeds, nudgePlan } from "../progress/nudge.ts";
import { type ProgressCell, progressCell } from "../progress/progress-cell.ts";
import type { OfficeRecords } from "../records.ts";

/** What of progress is somebody's own: all about some items, and of the others how their own students stand. */
export interface OwnProgress {
  isStudent(student: Student): boolean;
  isItem(milestone: Milestone): boolean;
}

/** A cell of the matrix. */
interface CellName {
  cohort: string;
  occurrence: string;
}

/** How cohorts stand. */
export interface ProgressLooks {
  /** Cohorts × items, of who graduates in that year or later; as far as it is somebody's own. */
  progress(since: number, own?: OwnProgress): Promise<Matrix>;
  /** The people behind one cell of it; undefined where the program has no such thing. */
  progressCell(of: CellName): Promise<ProgressCell | undefined>;
  /** False where no mail of who graduates in that year or later, or did the year before, is of unknown fate. */
  mayHaveUnknownMails(since: number): Promise<boolean>;
  /** What a reminder by hand to everybody in it who is open would come to. */
  nudgePlan(of: CellName): Promise<NudgePlan | undefined>;
}

interface LookingNeeds extends Omit<NudgingNeeds, "parts"> {
  people: Pick<OfficeRecords["people"], "all">;
  parts: Pick<OfficeRecords["parts"], "ofStudents" | "ofOccurrence">;
  progress: OfficeRecords["progress"];
}

// Whoever graduated in the summer was mailed in the spring.
const countedSince = ({ progress }: Pick<LookingNeeds, "progress">, year: number): Promise<CohortCounts[]> =>
  progress.since(year - 1);

/** @param now tells the time, ISO 8601 UTC */
export const progressLooks = (needs: LookingNeeds, now: () => string): ProgressLooks => ({
  progressCell: (of) => progressCell(needs, of),
  mayHaveUnknownMails: async (since) =>
    (await countedSince(needs, since)).some(({ counts }) => counts["unknown mails"] > 0),
  nudgePlan: async (of) => {
    const cell = await progressCell(needs, of);
    return cell && nudgePlan(needs, cell, now());
  },
  progress: async (since, own) => {
    const { program } = needs;
    const laid = { program, today: schoolDate(now(), program.school.timeZone), since };
    if (own === undefined) {
      const counted = await countedSince(needs, since);
      return matrixOf({ ...laid, counted, cohorts: "under way", isShown: () => true });
    }
    const items = new Map(program.milestones.map((milestone) => [milestone.id, own.isItem(milestone)]));
    const isOwnItem = ({ occurrence }: CohortCounts): boolean =>
      items.get(parseOccurrenceId(occurrence)?.milestone ?? "") ?? false;
    const ownsItem = [...items.values()].includes(true);
    const all = ownsItem ? await countedSince(needs, since) : [];
    const students = (await needs.people.all()).filter((one) => own.isStudent(one) && one.anchors.graduation >= since);
    const theirs = await countsOf(needs, students, laid.today);
    return matrixOf({
      ...laid,
      counted: [...all.filter(isOwnItem), ...theirs.filter((one) => !isOwnItem(one))],
      cohorts: ownsItem ? "under way" : students.map(cohortOf),
      isShown: ({ id }) => items.get(id) === true || students.length > 0,
    });
  },
});
