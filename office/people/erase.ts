import { randomBytes } from "node:crypto";
import type { Choices } from "#adapters/choices/choices.ts";
import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { Feeds } from "#adapters/feeds/feeds.ts";
import type { Notes } from "#adapters/notes/notes.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Users } from "#adapters/users/users.ts";
import { occurrencesEver } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import type { Student } from "#domain/people/student.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { actorOf } from "../audit/record-deed.ts";

interface EraseNeeds {
  program: Program;
  people: Pick<People, "all" | "erase" | "isElsewhere">;
  parts: Pick<Parts, "forget">;
  choices: Pick<Choices, "forget">;
  accessCodes: Pick<AccessCodes, "forget">;
  feeds: Pick<Feeds, "forget">;
  corrections: Pick<Corrections, "forget">;
  sessions: Pick<Sessions, "all">;
  users: Pick<Users, "all">;
  notes: Pick<Notes, "remove">;
}

/** Why somebody is not erased, if so. `not graduated`: mails are still theirs. `elsewhere`: in another program. */
export type Erased = "erased" | "not graduated" | "elsewhere" | "gone";

/** True of who may be erased on a school date: a graduate. */
export const mayBeErased = (student: Student, today: string): boolean => statusOn(student, today) === "graduated";

const KEY_BYTES = 16;

/**
 * Erases a graduate who asks for it: names, address, answers, codes, choices and what the mail service told of their
 * mails go; counts stay, and the number as a mark, so that no roster brings them back. It cannot be undone. Who they
 * were is forgotten last: where this dies half way they still stand there, and the same again goes on to the end.
 * @param at ISO 8601 UTC
 */
export const erasePerson = async (needs: EraseNeeds, student: Student, at: string): Promise<Erased> => {
  const { program, people } = needs;
  if (!mayBeErased(student, schoolDate(at, program.school.timeZone))) return "not graduated";
  if (await people.isElsewhere(student.schoolId)) return "elsewhere";
  const before = (await people.all("and removed")).filter(
    ({ schoolId, removed }) => removed?.why === "moved" && student.aliases?.includes(schoolId),
  );
  const keys = [...new Set([student, ...before].map(({ person }) => person))];
  const subjects = [
    ...occurrencesEver(program, student).map(({ id }) => id),
    ...(await needs.sessions.all()).map(({ id }) => sessionSubject(id)),
  ];
  // Who keeps a note about whom stands nowhere: it is taken from whoever may have one.
  const advisors = (await needs.users.all()).map((user) => actorOf(user).key);
  for (const key of keys) {
    await forgetKey(needs, key, { subjects, at });
    for (const advisor of advisors) await needs.notes.remove(advisor, key, at);
  }
  for (const one of [...before, student]) {
    const erased = await people.erase(one.schoolId, { at, key: randomBytes(KEY_BYTES).toString("base64url") });
    if (erased !== "erased") return erased;
  }
  return "erased";
};

const forgetKey = async (
  { parts, choices, accessCodes, feeds, corrections }: EraseNeeds,
  key: string,
  { subjects, at }: { subjects: readonly string[]; at: string },
): Promise<void> => {
  for (const occurrence of subjects) await parts.forget({ occurrence, student: key });
  await corrections.forget(key, at);
  await choices.forget(key);
  await accessCodes.forget(key);
  await feeds.forget(`student.${key}`);
};
