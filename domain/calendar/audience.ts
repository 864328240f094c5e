import * as z from "zod/mini";
import type { OfClass } from "../people/enrollment.ts";
import { PublicId } from "./public-id.ts";

const Names = z.optional(z.array(z.string()).check(z.minLength(1)));

/** Whom something is for: what it names must hold, each of it. */
export const Audience = z.object({
  tracks: z.array(PublicId).check(z.minLength(1)),
  phases: z.optional(z.array(PublicId).check(z.minLength(1))),
  /** These three as the roster has them, but for capitals and signs: `internal-medicine` is Internal Medicine. */
  societies: Names,
  degrees: Names,
  specialties: Names,
  /** Of these only whom a dean has marked so. */
  marked: z.optional(z.literal("unmatched")),
});
export type Audience = z.infer<typeof Audience>;

type Own = "society" | "degree" | "specialty";

/** What of a student's own some audience may name, each with the signs between several values of one field. */
const NAMED = [
  { names: "societies", own: "society", between: /;/ },
  { names: "degrees", own: "degree", between: /[/;,+&-]/ },
  { names: "specialties", own: "specialty", between: /;/ },
] as const satisfies { names: keyof Audience; own: Own; between: RegExp }[];

/** A text but for its capitals and signs. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

// An MD/PhD is an MD, a PhD, and an `md-phd`.
const isNamed = (names: readonly string[], value: string, between: RegExp): boolean => {
  const values = [value, ...value.split(between)].map(plainText);
  return names.some((name) => values.includes(plainText(name)));
};

/** Which of a student's own some milestone asks for: a rule of a program that asks for none looks at none. */
export const lookedAt = (milestones: readonly { audience: Audience }[]): Own[] =>
  NAMED.flatMap(({ names, own }) => (milestones.some(({ audience }) => audience[names] !== undefined) ? [own] : []));

/** `phase`: the student's on the milestone's day; undefined before their first. */
export const concerns = (
  audience: Audience,
  student: Pick<OfClass, "track" | Own> & { phase: string | undefined },
): boolean => {
  const { tracks, phases } = audience;
  if (!tracks.includes(student.track)) return false;
  if (phases !== undefined && (student.phase === undefined || !phases.includes(student.phase))) return false;
  return NAMED.every(({ names, own, between }) => {
    const wanted = audience[names];
    return wanted === undefined || isNamed(wanted, student[own] ?? "", between);
  });
};
