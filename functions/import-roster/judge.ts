import { importName } from "#adapters/imports/imports.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { judgeImport } from "#domain/imports/judge-import.ts";
import type { Judgement } from "#domain/imports/judgement.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import type { ParsedRoster } from "#files/roster/parsed-roster.ts";

interface JudgeNeeds {
  program: Program;
  people: Pick<People, "all">;
  accessCodes: Pick<AccessCodes, "all">;
  newKey: () => string;
}

interface JudgeRequest {
  parsed: ParsedRoster;
  at: string;
  today: string;
  sha256: string;
  isComplete: boolean;
  isApproved: boolean;
  mustWait: readonly string[];
}

interface JudgedRoster {
  judgement: Judgement;
  stored: Student[];
  codes: ReadonlyMap<string, string>;
  setAside: RosterWarning[];
}

type WhyKeptOut = "office" | "erased";

const MESSAGES: Record<WhyKeptOut, string> = {
  office: "the office removed this student, so the row is left out; put them back first if they are here",
  erased: "this graduate was erased at their own wish, so the row is left out",
};

/** The numbers of somebody whom no row brings back. Of who is erased, those of before bring nobody back either. */
const keptOut = ({ schoolId, removed, aliases = [] }: Student): [string, WhyKeptOut][] => {
  if (removed?.why === "office") return [[schoolId, "office"]];
  return removed?.why === "erased" ? [schoolId, ...aliases].map((id) => [id, "erased"]) : [];
};

const warned = (line: number, why: WhyKeptOut = "office"): RosterWarning => ({
  ...{ line, column: "student_id" },
  message: MESSAGES[why],
});

/** Judges a roster against what is stored. Rows of people whom the office removed are set aside, with a warning. */
export const judge = async (
  { program, people, accessCodes, newKey }: JudgeNeeds,
  { parsed, at, today, sha256, isComplete, isApproved, mustWait }: JudgeRequest,
): Promise<JudgedRoster> => {
  const [all, codes] = await Promise.all([people.all("and removed"), accessCodes.all()]);
  const stored = all.filter(({ removed }) => removed === undefined);
  const removed = new Map(all.flatMap(keptOut));
  const rows = parsed.rows.filter(({ schoolId }) => !removed.has(schoolId));
  const aside = parsed.rows.filter(({ schoolId }) => removed.has(schoolId));
  const name = importName(sha256);
  const { nameless } = parsed;
  const given = { program, stored, codes, rows, nameless, today, at, isComplete, isApproved, mustWait, name, newKey };
  const judgement = judgeImport(given);
  return { judgement, stored, codes, setAside: aside.map(({ line, schoolId }) => warned(line, removed.get(schoolId))) };
};
