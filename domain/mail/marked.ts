import { type Occurrence, occurrencesFor, occurrencesIn } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { reckoningOf, type Unset } from "../calendar/reckoning.ts";
import type { Wave } from "../calendar/waves.ts";
import { type Suppression, suppressionOf } from "../people/address.ts";
import { type Status, statusOn } from "../people/enrollment.ts";
import type { Addressee } from "../people/student.ts";
import { schoolDate, yearOf } from "../time/dates.ts";
import { mayGoOut } from "../time/send-window.ts";

const known = new WeakMap<Program, Program>();

const forMarked = (program: Program): Program => {
  const found = known.get(program) ?? { ...program, milestones: program.forMarked ?? [] };
  known.set(program, found);
  return found;
};

/** A mail to the marked of one year's Match. It may go out from `from` until before `until`, ISO 8601 UTC. */
export interface Help {
  year: number;
  occurrence: Occurrence;
  wave: Wave;
  from: string;
  until: string;
}

/** None in a year whose days are not known for sure. */
export const helpOf = (program: Program, year: number): Help[] =>
  forMarked(program)
    .milestones.flatMap(({ id }) => occurrencesIn(forMarked(program), id, year))
    .flatMap((occurrence) => {
      const week = program.matchWeeks?.find(({ from, to }) => occurrence.opens >= from && occurrence.opens <= to);
      const [wave] = occurrence.waves;
      if (wave === undefined || week?.released === undefined) return [];
      return [{ year, occurrence, wave, from: wave.at, until: week.released }];
    });

/** What may go out to the marked at an instant, ISO 8601 UTC. */
export const helpAt = (program: Program, now: string): Help[] =>
  helpOf(program, yearOf(schoolDate(now, program.school.timeZone))).filter(
    ({ from, until }) => from <= now && now < until && mayGoOut(program.school, { exact: true }, now),
  );

/** Why nobody writes to somebody, if so: written to is who is here, not held, meant, and at an address that works. */
export const whyNotHelped = (
  program: Program,
  student: Addressee,
  { occurrence }: Help,
  now: string,
): "held" | "not meant" | Exclude<Status, "active"> | Suppression | undefined => {
  if (student.held !== undefined) return "held";
  const status = statusOn(student, schoolDate(now, program.school.timeZone));
  if (status !== "active") return status;
  const isMeant = occurrencesFor(forMarked(program), student).some(({ id }) => id === occurrence.id);
  return isMeant ? suppressionOf(student) : "not meant";
};

/** The national date of that year for which help waits, and what is known of it; undefined where it waits for none. */
export const helpAwaits = (program: Program, year: number): Unset["awaits"] =>
  (program.forMarked ?? [])
    .flatMap(
      ({ when }) =>
        reckoningOf(when).unsetFor?.({ anchors: { matriculation: year, graduation: year }, phases: [] }) ?? [],
    )
    .flatMap(({ awaits }) => awaits ?? [])[0];
