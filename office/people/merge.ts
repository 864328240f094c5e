import type { Choices } from "#adapters/choices/choices.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { occurrencesEver, partOf } from "#domain/calendar/current-occurrences.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Part } from "#domain/parts/part.ts";
import { doubted, doubtsOf, isHeldAlike, isPause, withoutDoubt } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { oneGuest } from "#domain/sessions/guest-answers.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { peopleNamed } from "./find-person.ts";

interface MergeNeeds extends FoldNeeds {
  people: Pick<People, "all" | "hold" | "merge">;
  parts: FoldNeeds["parts"] & Pick<Parts, "get">;
  choices: Pick<Choices, "fold">;
  accessCodes: Pick<AccessCodes, "get" | "save">;
}

interface FoldNeeds {
  parts: Pick<Parts, "fold">;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "some" | "fold">;
}

/** What making one of two people does. `parts`: what comes over; `codes`: who has an access code, where they differ. */
export interface Merging {
  stays: Student;
  gone: Student;
  occurrences: Occurrence[];
  parts: { occurrence: string; mails: { wave: string; state: string }[]; says: string }[];
  differences: { field: string; kept: string; left: string }[];
  codes: "both" | "gone" | undefined;
}

/** Who may turn out to be somebody: also one whose merge broke off after they were removed. */
export const othersBeside = (all: readonly Student[], stays: Student): Student[] =>
  all.filter(
    ({ person, removed, schoolId }) =>
      // Who was renamed has left an item with their own key.
      person !== stays.person &&
      (removed === undefined || (removed.why === "moved" && stays.aliases?.includes(schoolId))),
  );

/** Who may be one with somebody, as far as that is doubted of them. */
export const doubtedOthers = (all: readonly Student[], student: Student): Student[] => {
  const ids = new Set(doubtsOf(student).map(({ other }) => other));
  return othersBeside(all, student).filter(({ schoolId }) => ids.has(schoolId));
};

/** Those whom a text names beside the one who stays. */
export const peopleToMerge = async (people: Pick<People, "all">, stays: Student, text: string): Promise<Student[]> =>
  peopleNamed(othersBeside(await people.all("and removed"), stays), text);

const FIELDS = ["email", "firstName", "lastName", "preferredName", "track", "status", "society"] as const;

const differencesOf = (stays: Student, gone: Student): Merging["differences"] =>
  FIELDS.filter((field) => stays[field] !== gone[field]).map((field) => ({
    field,
    kept: stays[field] ?? "",
    left: gone[field] ?? "",
  }));

const told = ({ occurrence, mails, task }: Part): Merging["parts"][number] => ({
  occurrence,
  mails: Object.entries(mails).map(([wave, { state }]) => ({ wave, state })),
  says: task?.state ?? "",
});

/** Works out what it comes to that two people are one: the fields of the one who stays stay. */
export const whatMergingDoes = async (
  { parts, accessCodes, program }: Pick<MergeNeeds, "parts" | "accessCodes"> & { program: Program },
  stays: Student,
  gone: Student,
): Promise<Merging> => {
  const known = [gone, stays].flatMap((one) => occurrencesEver(program, one));
  const occurrences = [...new Map(known.map((one) => [one.id, one])).values()];
  const theirs = await Promise.all(occurrences.map(({ id }) => parts.get(id, gone.person)));
  const [kept, left] = await Promise.all([accessCodes.get(stays.person), accessCodes.get(gone.person)]);
  const differ = left !== undefined && kept !== left;
  return {
    ...{ stays, gone, occurrences },
    parts: theirs.flatMap((part) => (part?.student === gone.person ? told(part) : [])),
    differences: differencesOf(stays, gone),
    codes: differ ? (kept === undefined ? "gone" : "both") : undefined,
  };
};

// What they were told of sessions, and the seats that they have.
const foldSessions = async ({ parts, sessions, guestLists }: FoldNeeds, { stays, gone }: Merging): Promise<void> => {
  const known = await sessions.all();
  for (const session of known)
    await parts.fold({ occurrence: sessionSubject(session.id), student: gone.person }, partInSession(session, stays));
  const lists = await guestLists.some(known.map(({ id }) => id));
  const theirs = lists.filter((list) => oneGuest(list, gone.person, stays.person) !== list);
  for (const { session } of theirs) await guestLists.fold(session, gone.person, stays.person);
};

/**
 * Makes one of two people, as it was looked at. Who goes is out of sight first, so that nobody plans for them; who
 * stays is let go of last, when no mail that the other had is free any more. Who goes and was paused leaves the pause
 * to who stays, before all else. After a crash the same order goes on.
 * False where somebody removed one of them meanwhile.
 * @param at ISO 8601 UTC; `backOn` a school date
 */
export const mergePeople = async (
  needs: MergeNeeds,
  merging: Merging,
  { at, backOn }: { at: string; backOn: string },
): Promise<boolean> => {
  const { people, parts, choices, accessCodes } = needs;
  const { gone, occurrences, codes } = merging;
  const stays = { ...merging.stays, held: doubted(merging.stays, doubtsOf(gone).filter(isPause)) };
  const seen = merging.stays.held?.evidence;
  if (!isHeldAlike(stays, merging.stays) && !(await people.hold(stays.schoolId, { held: stays.held, seen })))
    return false;
  if (!(await people.merge(gone.schoolId, stays.schoolId, at))) return false;
  await choices.fold(gone.person, stays.person);
  const code = codes === "gone" ? await accessCodes.get(gone.person) : undefined;
  if (code !== undefined) await accessCodes.save(stays.person, code);
  for (const occurrence of occurrences)
    await parts.fold({ occurrence: occurrence.id, student: gone.person }, partOf(stays, occurrence));
  await foldSessions(needs, merging);
  const doubts = doubtsOf(stays).filter(({ other }) => other === gone.schoolId);
  if (doubts.length === 0) return true;
  const released = [...new Set([...(stays.released ?? []), ...doubts.map(({ evidence }) => evidence)])];
  const held = doubts.reduce<Student["held"]>(
    (left, { evidence }) => withoutDoubt({ held: left }, evidence),
    stays.held,
  );
  const back = held === undefined ? { backOn } : {};
  return people.hold(stays.schoolId, { held, seen: stays.held?.evidence, released, ...back });
};
