import type { Program } from "../../calendar/program.ts";
import { isFree, isOut, type Part, toldSequence } from "../../parts/part.ts";
import { schoolDate } from "../../time/dates.ts";
import { sessionOf } from "../session-subject.ts";

/** A session's mail that went out to a person, or is about to; `on`: the school date for which it was planned. */
interface OneTold {
  session: string;
  wave: string;
  on: string;
}

/** `settled`: ids of sessions of which no invitation is to come. */
interface ToldPerson {
  mails: readonly OneTold[];
  settled: ReadonlySet<string>;
}

/** What was told of sessions, by opaque keys of persons: as parts know it, and what has been planned since. */
export type ToldSoFar = Map<string, ToldPerson>;

const NOTHING: ToldPerson = { mails: [], settled: new Set() };

export const toldTo = (told: ToldSoFar, person: string): ToldPerson => told.get(person) ?? NOTHING;

const isInvited = (part: Part): boolean => toldSequence(part) !== undefined || !isFree(part.mails.open);

export const toldByParts = ({ school }: Pick<Program, "school">, parts: Iterable<Part>): ToldSoFar => {
  const told: ToldSoFar = new Map();
  for (const part of parts) {
    const session = sessionOf(part.occurrence);
    if (session === undefined) continue;
    const before = toldTo(told, part.student);
    const mails = Object.entries(part.mails)
      .filter(([, mail]) => isOut(mail))
      .map(([wave, { plannedAt }]) => ({ session, wave, on: schoolDate(plannedAt, school.timeZone) }));
    const settled = isInvited(part) ? new Set([...before.settled, session]) : before.settled;
    told.set(part.student, { mails: [...before.mails, ...mails], settled });
  }
  return told;
};

/** Adds a mail that has just been planned. */
export const noteTold = (told: ToldSoFar, person: string, mail: OneTold): void => {
  const { mails, settled } = toldTo(told, person);
  told.set(person, { mails: [...mails, mail], settled: new Set([...settled, mail.session]) });
};
