import type { Notes, OwnNote } from "./notes.ts";

/** Notes of advisors in memory. */
export const memoryNotes = (): Notes => {
  const notes = new Map<string, Map<string, OwnNote>>();
  const of = (advisor: string): Map<string, OwnNote> => {
    const theirs = notes.get(advisor) ?? new Map<string, OwnNote>();
    notes.set(advisor, theirs);
    return theirs;
  };
  return {
    get: async (advisor, student) => of(advisor).get(student),
    all: async (advisor) => [...of(advisor).values()].toSorted((one, other) => (one.at < other.at ? 1 : -1)),
    write: async (advisor, note, seen) => {
      if (of(advisor).get(note.student)?.at !== seen) return false;
      of(advisor).set(note.student, { ...note });
      return true;
    },
    remove: async (advisor, student) => {
      of(advisor).delete(student);
    },
    removeAll: async (advisor) => {
      const { size } = of(advisor);
      notes.delete(advisor);
      return size;
    },
  };
};
