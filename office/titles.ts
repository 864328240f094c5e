import type { AdvisorAnswer } from "#adapters/escalations/escalations.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import { nudgeDay } from "#domain/mail/nudge-wave.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";

/** Title of a milestone or a series, or its id where the program has dropped it. */
export const milestoneTitle = ({ milestones, series = [] }: Program, id: string): string =>
  [...milestones, ...series].find((item) => item.id === id)?.title ?? id;

/** Title of a track, or its id where the program has dropped it. */
export const trackTitle = (program: Program, id: string): string =>
  program.tracks.find((track) => track.id === id)?.title ?? id;

/** Title of a cohort such as `pathways-2028`: `Pathways, class of 2028`. */
export const cohortTitle = (program: Program, cohort: string): string => {
  const { track, graduationYear } = parseCohort(cohort) ?? { track: cohort, graduationYear: "" };
  return `${trackTitle(program, track)}, class of ${graduationYear}`;
};

/** Title of a phase of a student's track; students before their first phase have none. */
export const phaseTitle = (program: Program, student: Pick<Student, "track" | "phase">): string => {
  const phases = program.tracks.find(({ id }) => id === student.track)?.phases ?? [];
  return phases.find(({ id }) => id === student.phase)?.title ?? student.phase ?? "Not begun";
};

/** `open` → first mail, `remind-2` → reminder 2, `moved-2` → change 2, `nudge-2027-04-13` → reminder by hand. */
export const waveLabel = (wave: string): string => {
  if (nudgeDay(wave) !== undefined) return "reminder by hand";
  const [, of, nth] = /^(moved|seat|day-before)(?:-(\d+))?$/.exec(wave) ?? [];
  if (of === "moved") return `change ${nth}`;
  if (of === "seat") return "a seat became free";
  if (of === "day-before") return "the day before";
  return wave === "open" ? "first mail" : wave.replace("remind-", "reminder ").replace("-", " ");
};

/** The same of a session: `open` → invitation, `moved-2` → correction 2. */
export const sessionWaveLabel = (wave: string): string =>
  wave === "open" ? "invitation" : waveLabel(wave).replace("change", "correction");

/** How a wave of a milestone is called on a page: its title, and which mailing if it is not the first. */
export const waveText = (title: string, wave: string): string =>
  wave === "open" ? title : `${title}: ${waveLabel(wave)}`;

/** A mailing in words: `Retake the survey, 2027: reminder 1`. */
export const mailingTitle = (program: Program, { occurrence, wave }: Mailing): string => {
  const session = sessionOf(occurrence);
  if (session !== undefined) return `Session ${session}: ${waveLabel(wave)}`;
  const { milestone, on } = parseOccurrenceId(occurrence) ?? { milestone: occurrence, on: "" };
  return `${milestoneTitle(program, milestone)}, ${on}: ${waveLabel(wave)}`;
};

/** What an advisor said of a student, as staff read it. */
export const ADVISOR_SAID: Record<AdvisorAnswer, string> = {
  talk: "will talk to them",
  waive: "waived it",
  wrong: "says that it is wrong",
};
