import type { School } from "#domain/time/school.ts";
import type { WrittenLetter } from "#files/letters/letter.ts";

/** What the office is told: all but the foot, which is the same for each. */
export type OfficeLetter = Pick<WrittenLetter, "subject" | "lead" | "parts">;

export const footOf = ({ office }: School): string =>
  `matchward wrote this to ${office.name}, ${office.email}. It names nobody: who is meant stands in the records.`;
