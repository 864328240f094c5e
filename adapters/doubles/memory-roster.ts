import { Enrolled, Student } from "#domain/student.ts";
import type { StoredStudent } from "../items.ts";
import type { Roster } from "../records.ts";
import type { Watch } from "./memory-parts.ts";

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

    some: async (studentIds) => [...new Set(studentIds)].flatMap((id) => structuredClone(students.get(id)) ?? []),

    save: async (student) => {
      const before = students.get(student.studentId);
      put({ ...Student.parse(student), ...(before && keptOf(before)) });
    },

    enterPhase: async (studentId, { from, phase, at }) => {
      const student = students.get(studentId);
      if (!student || student.phase !== from) return false;
      put({ ...student, phase, phaseEnteredAt: at });
      return true;
    },
  };
};

// What a second write leaves alone: who the student is, and where the workflow has brought them.
const keptOf = ({ key, joinedOn, phase, phaseEnteredAt }: StoredStudent) => ({
  key,
  joinedOn,
  ...(phase === undefined ? {} : { phase }),
  ...(phaseEnteredAt === undefined ? {} : { phaseEnteredAt }),
});

// The table sorts its keys by their UTF-8 bytes, which is not how JavaScript compares strings.
const byIdBytes = (one: StoredStudent, other: StoredStudent): number =>
  Buffer.compare(Buffer.from(one.studentId), Buffer.from(other.studentId));
