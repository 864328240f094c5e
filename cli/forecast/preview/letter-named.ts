/** One mail of one student: `STUDENT/OCCURRENCE/WAVE` on the command line; a session is `session:ID`. */
export interface LetterNamed {
  studentId: string;
  occurrence: string;
  wave: string;
}

/** Undefined for any other text. A student's id may have slashes of its own. */
export const letterNamed = (text: string): LetterNamed | undefined => {
  const [, studentId, occurrence, wave] = /^(.+)\/([^/@]+@[^/]+|session:[^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (studentId === undefined || occurrence === undefined || wave === undefined) return undefined;
  return { studentId, occurrence, wave };
};
