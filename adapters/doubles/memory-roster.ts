import { suppressionOf } from "#domain/address.ts";
import { Addressee, Enrolled, Student } from "#domain/student.ts";
import { StoredStudent } from "../items.ts";
import type { Roster } from "../records.ts";
import type { Watch } from "./memory-part-groups.ts";

/** A roster in memory. */
export const memoryRoster = (watch: Watch<StoredStudent> = () => {}): Roster => {
  const students = new Map<string, StoredStudent>();
  const put = (student: StoredStudent) => {
    const before = students.get(student.studentId);
    students.set(student.studentId, student);
    watch(before, student);
  };
  return {
    all: async () => [...students.values()].toSorted(byIdBytes).map((student) => structuredClone(student)),

    enrolled: async () => [...students.values()].toSorted(byIdBytes).map((student) => Enrolled.parse(student)),

    some: async (studentIds) =>
      [...new Set(studentIds)].flatMap((id) => {
        const student = students.get(id);
        return student ? [Addressee.parse(student)] : [];
      }),

    save: async (student) => {
      const before = students.get(student.studentId);
      const { address: _, ...saved } = Student.parse(student);
      put({ ...saved, ...(before && keptOf(before)) });
    },

    enterPhase: async (studentId, { from, phase, at }) => {
      const student = students.get(studentId);
      if (!student || student.phase !== from) return false;
      put({ ...student, phase, phaseEnteredAt: at });
      return true;
    },

    markAddress: async (studentId, news) => {
      const student = students.get(studentId);
      if (student?.email !== news.email) return false;
      const known = suppressionOf(student);
      if (known === undefined || (known === "bounced" && news.state === "complained")) {
        put({ ...student, address: { ...news } });
      }
      return true;
    },

    forgetAddress: async (studentId, email) => {
      const { address, ...student } = students.get(studentId) ?? {};
      if (address?.email === email) put(StoredStudent.parse(student));
    },
  };
};

// What a second write leaves alone: who the student is, where the workflow has brought them, what SES told of them.
const keptOf = ({ key, joinedOn, phase, phaseEnteredAt, address }: StoredStudent) => ({
  key,
  joinedOn,
  ...(address === undefined ? {} : { address }),
  ...(phase === undefined ? {} : { phase }),
  ...(phaseEnteredAt === undefined ? {} : { phaseEnteredAt }),
});

// The table sorts its keys by their UTF-8 bytes, which is not how JavaScript compares strings.
const byIdBytes = (one: StoredStudent, other: StoredStudent): number =>
  Buffer.compare(Buffer.from(one.studentId), Buffer.from(other.studentId));
