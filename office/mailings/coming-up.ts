import { isActive, isReached } from "#domain/calendar/current-occurrences.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phasesOf } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { Student } from "#domain/people/student.ts";
import { instantAt } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { RosterToRead } from "../records.ts";
import { phaseTitle, waveText } from "../titles.ts";

/** Something that happens to somebody on a day ahead. */
export interface Coming {
  /** Instant, ISO 8601 UTC. */
  at: string;
  what: string;
  students: number;
  /** True where those who answer before then will get no mail. */
  isFewer: boolean;
  /** The mailing that goes out, where it is one. */
  mailing: Mailing | undefined;
}

/**
 * What lies ahead, soonest first, later today included: which mails go out and who moves into a phase.
 * @param now ISO 8601 UTC
 * @param most how many are told
 */
export const comingUp = async (
  { program, people }: RosterToRead & { program: Program },
  now: string,
  most: number,
): Promise<Coming[]> => {
  const students = (await people.all()).filter(({ held }) => held === undefined);
  const ahead = alike(program, students).flatMap(({ one, count }) =>
    [...mailingsOf(program, one), ...movesOf(program, one)].map((coming) => ({ ...coming, students: count })),
  );
  const together = Map.groupBy(
    ahead.filter(({ at }) => at > now),
    ({ at, what }) => `${at} ${what}`,
  );
  return [...together.values()]
    .flatMap((alikes) => alikes.slice(0, 1).map((first) => ({ ...first, students: sumOf(alikes) })))
    .sort((a, b) => (a.at === b.at ? b.students - a.students : a.at < b.at ? -1 : 1))
    .slice(0, most);
};

const sumOf = (counted: readonly Coming[]): number => counted.reduce((sum, { students }) => sum + students, 0);

type OfOne = Omit<Coming, "students">;

const mailingsOf = (program: Program, one: Student): OfOne[] =>
  occurrencesFor(program, one).flatMap(({ id, waves, milestone }) =>
    waves
      .filter(({ day }) => isReached(one, milestone, day))
      .map(({ name, at }) => ({
        at,
        what: waveText(milestone.title, name),
        isFewer: name !== "open",
        mailing: { occurrence: id, wave: name },
      })),
  );

const movesOf = (program: Program, one: Student): OfOne[] =>
  phasesOf(program, one)
    .filter(({ begins }) => isActive(one, begins))
    .map(({ phase, begins }) => ({
      at: instantAt(begins, program.school.sendAt, program.school.timeZone),
      what: `Phase: ${phaseTitle(program, { track: one.track, phase })}`,
      isFewer: false,
      mailing: undefined,
    }));
