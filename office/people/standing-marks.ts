import type { Mark, MarkedMail } from "#adapters/marks/marks.ts";
import type { Student } from "#domain/people/student.ts";

/** What the marks of one year come to for one person, also those that lie under a key of before a merge. */
export interface StandingMark {
  /** Their opaque key. */
  person: string;
  /** Who is here; absent where whom a dean marked is gone. */
  student: Student | undefined;
  /** As whom the roster last had them, where they are gone and some roster had them. */
  gone: Student | undefined;
  /** The marks that nobody took back. */
  marked: Mark[];
  mails: MarkedMail[];
}

const isThere = ({ removed }: Student): boolean => removed === undefined;

/** Whom a key means: its own student, else the one who they turned out to be, else the one who is gone. */
const whoIs = (everybody: readonly Student[], key: string): Student | undefined => {
  const own = everybody.filter(({ person }) => person === key);
  const moved = own.filter(({ removed }) => removed?.why === "moved").map(({ schoolId }) => schoolId);
  const into = everybody.find((one) => isThere(one) && one.aliases?.some((id) => moved.includes(id)));
  return own.find(isThere) ?? into ?? own.at(-1);
};

/**
 * The marks of one year by whom they mean now. Whoever merges two people may not see marks, so that these stay where
 * they are and are brought together here.
 * @param everybody also those who were removed
 */
export const standingMarks = (marks: readonly Mark[], everybody: readonly Student[]): StandingMark[] => {
  const found = new Map(marks.map(({ student }) => [student, whoIs(everybody, student)]));
  const theirs = Map.groupBy(marks, ({ student }) => found.get(student)?.person ?? student);
  return [...theirs].map(([person, those]) => {
    const [who] = those.flatMap(({ student }) => found.get(student) ?? []);
    const isHere = who !== undefined && isThere(who);
    return {
      person,
      ...(isHere ? { student: who, gone: undefined } : { student: undefined, gone: who }),
      marked: those.filter(({ marked }) => marked !== undefined),
      mails: those.flatMap(({ mails }) => mails),
    };
  });
};
