import { isActive } from "#domain/calendar/current-occurrences.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { type Arrived, arrivalsOf } from "#domain/forecast/arrivals.ts";
import type { Answered } from "#domain/forecast/preview.ts";
import { walk } from "#domain/forecast/walk.ts";
import type { Arrival, Walked } from "#domain/forecast/walk-state.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

/** What a roster of one day says of the student beside the usual. */
export interface Row extends Partial<RosterRow> {
  on: string;
}

/** Of the class that entered in 2025: in the PCE in April 2027, graduating in 2029. */
const USUAL: Omit<RosterRow, "line"> = {
  schoolId: "S1",
  email: "s1@example.edu",
  firstName: "Ada",
  lastName: "Example",
  track: "pathways",
  anchors: { matriculation: 2025, graduation: 2029 },
  status: { word: "active", means: "active" },
  ...{ degree: null, leaveFrom: null, leaveUntil: null, specialty: null },
  begins: { pce: null },
};

export const SPAN = { from: "2026-09-01", to: "2034-06-30" };

/** Who is stored after each day's roster; the usual one comes first, unless the student comes with the first row. */
export const arrived = (rows: readonly Row[]): Arrived[] =>
  arrivalsOf(
    program,
    rows.map(({ on, ...row }) => ({
      ...{ on, name: on, nameless: [], isComplete: false },
      rows: [{ ...USUAL, line: 2, ...row }],
    })),
  );

export const livedThrough = (arrivals: readonly Arrival[], answers: readonly Answered[] = []): Walked =>
  walk({ program, span: SPAN, arrivals, answers });

/** A student's whole course from September 2026 on, with what later rosters say of them. */
export const lived = (rows: readonly Row[], answers: readonly Answered[] = []): Walked =>
  livedThrough(arrived([{ on: SPAN.from }, ...rows]), answers);

/** The mails of a course from a day on, a line each, sorted: the day, the occurrence, the wave, and what it carries. */
export const mailsFrom = ({ mails }: Pick<Walked, "mails">, from = SPAN.from): string[] =>
  mails
    .filter(({ at }) => at.slice(0, 10) >= from)
    .map(({ at, occurrence, wave, carries = [] }) => {
      const name = wave === "open" ? occurrence : `${occurrence} ${wave}`;
      return [`${at.slice(0, 10)} ${name}`, ...carries].join(" + ");
    })
    .sort();

/** The mails that went out to somebody who was away that day, or whom their occurrence did not concern. */
export const strayMails = ({ mails }: Pick<Walked, "mails">, arrivals: readonly Arrival[]): string[] =>
  mails.flatMap(({ at, studentId, occurrence, wave }) => {
    const day = at.slice(0, 10);
    const stored = arrivals.findLast(({ on }) => on <= day)?.students ?? [];
    const student = stored.find(({ schoolId }) => schoolId === studentId);
    const isTheirs = student && occurrencesFor(program, student).some(({ id }) => id === occurrence);
    return isTheirs && isActive(student, day) ? [] : [`${day} ${studentId} ${occurrence} ${wave}`];
  });
