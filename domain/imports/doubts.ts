import { isHere, type Status } from "../people/enrollment.ts";
import { type Doubt, type Hold, withoutDoubt } from "../people/held.ts";
import type { Student } from "../people/student.ts";
import type { Double } from "./doubles.ts";
import { type RosterEntry, wordOf } from "./entries.ts";
import type { Taken } from "./taken.ts";

export const isGone = (status: Status | undefined): boolean => status !== undefined && !isHere({ status });

/** The evidence by which an import of that name holds people while it waits. */
export const waitingEvidence = (name: string): string => `import:${name}`;

const statusEvidence = (word: string): string => `status:${wordOf(word)}`;

/** Says what an import leaves in doubt of people. */
export interface Doubter {
  /** Of somebody whom it names. */
  of(entry: RosterEntry): Doubt[];
  /** Of somebody stored whom it does not name. */
  unnamed(student: Student): Doubt[];
  missing(named: ReadonlyMap<string, RosterEntry>): Student[];
  isMissing(): Doubt;
  waits(name: string): Doubt;
  /** Of somebody whom the row on a line gives what is another's, or is given to another, too. */
  takes(taken: Taken, line: number): Doubt;
  /** What is left of a hold: a word that is mapped by now, and an import that does not wait any more, hold nobody. */
  settled(before: Student, entry: RosterEntry | undefined, name: string | undefined): Hold | undefined;
}

interface Doubted {
  stored: readonly Student[];
  at: string;
}

export const doubterOf = ({ stored, at }: Doubted, doubles: readonly Double[]): Doubter => {
  const doubt = (reason: Doubt["reason"], evidence: string, says: string): Doubt => ({
    reason,
    since: at,
    evidence,
    says,
  });
  const ways = doubles.flatMap(({ one, other, why }) => [
    { id: one, other, why },
    { id: other, other: one, why },
  ]);
  const byId = Map.groupBy(ways, ({ id }) => id);
  const double = (id: string): Doubt[] =>
    [...new Map(byId.get(id)?.map((way) => [way.other, way]))].map(([other, { why }]) => ({
      ...doubt("double", `double:${other}`, `They may be the same person as ${other}: ${why}.`),
      other,
    }));
  return {
    of: (entry) => [...statusDoubts(entry, at, doubt), ...rowDoubts(entry, doubt), ...double(entry.schoolId)],
    unnamed: ({ schoolId }) => double(schoolId),
    missing: (named) =>
      named.size > 0
        ? stored.filter(({ schoolId, status }) => !isGone(status) && !named.has(schoolId) && !byId.has(schoolId))
        : [],
    isMissing: () => doubt("missing", "missing", "A roster that says it is complete does not name them."),
    waits: (name) =>
      doubt(
        "import",
        waitingEvidence(name),
        "A roster that waits for a yes marks them as gone, or leaves them in doubt.",
      ),
    takes: ({ what, other }, line) =>
      doubt(
        "rows",
        `taken:${what}:${other}`,
        `Line ${line} gives them the ${what} of ${other}; the row does not count.`,
      ),
    settled: (before, entry, name) => {
      const status = entry?.row.status;
      const mapped = status?.means === undefined ? undefined : statusEvidence(status.word);
      const held = mapped === undefined ? before.held : withoutDoubt(before, mapped);
      return name === undefined ? held : withoutDoubt({ held }, waitingEvidence(name));
    },
  };
};

type Say = (reason: Doubt["reason"], evidence: string, says: string) => Doubt;

const statusDoubts = (
  { row: { status, line }, before, contradiction }: RosterEntry,
  at: string,
  doubt: Say,
): Doubt[] => {
  if (status === undefined || contradiction !== undefined) return [];
  const { word, means } = status;
  if (means === undefined) {
    return [
      doubt(
        "status",
        statusEvidence(word),
        `Line ${line} gives the status "${word.trim()}", which matchward does not know. If it always means the same, ` +
          `add "${word.trim()}": leave (or another status) under statusWords in school.yaml.`,
      ),
    ];
  }
  if (before === undefined || !isGone(before.status) || isGone(means)) return [];
  const says = `They were ${before.status}, and line ${line} says they are ${means === "leave" ? "on leave" : means}.`;
  return [doubt("returns", `returns:${before.status}:${at}`, says)];
};

const rowDoubts = ({ contradiction }: RosterEntry, doubt: Say): Doubt[] => {
  if (contradiction === undefined) return [];
  const { lines, columns, evidence } = contradiction;
  const says = `Lines ${lines.join(" and ")} are of one id and differ in ${columns.join(", ")}; none of them counts.`;
  return [doubt("rows", evidence, says)];
};
