import { isSameMailbox, lesserThan } from "#domain/people/address.ts";
import { Addressee, Enrolled, Student } from "#domain/people/student.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { Roster } from "./roster.ts";
import { StoredStudent } from "./student-item.ts";

/** A student, and as each reader gets them: worked out at the write, and shared, since nobody can change it. */
interface Kept {
  student: StoredStudent;
  enrolled: Enrolled;
  addressee: Addressee;
}

const keptAs = (student: StoredStudent): Kept =>
  frozen({
    student: structuredClone(student),
    enrolled: Enrolled.parse(student),
    addressee: Addressee.parse(student),
  });

/** A roster in memory. What was read of it can change nothing of what is stored. */
export const memoryRoster = (watch: Watch<StoredStudent> = () => {}): Roster => {
  const students = new Map<string, Kept>();
  const find = (schoolId: string) => students.get(schoolId)?.student;
  const sorted = () => [...students.values()].toSorted((one, other) => byIdBytes(one.student, other.student));
  const put = (student: StoredStudent) => {
    const before = find(student.schoolId);
    const kept = keptAs(student);
    students.set(student.schoolId, kept);
    watch(before, kept.student);
  };
  return {
    all: async () => sorted().map(({ student }) => student),

    enrolled: async () => sorted().map(({ enrolled }) => enrolled),

    some: async (schoolIds) => [...new Set(schoolIds)].flatMap((id) => students.get(id)?.addressee ?? []),

    save: async (student) => {
      const before = find(student.schoolId);
      const { address: _, ...saved } = Student.parse(student);
      put({ ...saved, ...(before && keptOf(before)) });
    },

    enterPhase: async (schoolId, { from, phase, at }) => {
      const student = find(schoolId);
      if (!student || student.phase !== from) return false;
      put({ ...student, phase, phaseEnteredAt: at });
      return true;
    },

    markAddress: async (schoolId, news) => {
      const student = find(schoolId);
      if (student === undefined || !isSameMailbox(student.email, news.email)) return false;
      const known = student.address?.email === student.email ? student.address.state : undefined;
      if (known === undefined || lesserThan(news.state).includes(known)) {
        put({ ...student, address: { ...news, email: student.email } });
      }
      return true;
    },

    forgetAddress: async (schoolId, email) => {
      const { address, ...student } = find(schoolId) ?? {};
      if (address?.email === email) put(StoredStudent.parse(student));
    },
  };
};

// What a second write leaves alone: who the student is, where the workflow has brought them, what SES told of them.
const keptOf = ({ person, joinedOn, phase, phaseEnteredAt, address }: StoredStudent) => ({
  person,
  joinedOn,
  ...(address === undefined ? {} : { address }),
  ...(phase === undefined ? {} : { phase }),
  ...(phaseEnteredAt === undefined ? {} : { phaseEnteredAt }),
});

// The table sorts its keys by their UTF-8 bytes, which is not how JavaScript compares strings.
const byIdBytes = (one: StoredStudent, other: StoredStudent): number =>
  Buffer.compare(Buffer.from(one.schoolId), Buffer.from(other.schoolId));
