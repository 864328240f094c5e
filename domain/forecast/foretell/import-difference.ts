import type { Program } from "../../calendar/program.ts";
import type { Judgement } from "../../imports/judgement.ts";
import type { Student } from "../../people/student.ts";
import { addDays } from "../../time/dates.ts";
import { type Difference, differenceOf } from "../difference.ts";
import { foretell } from "./foretell.ts";

/** School days for which an import tells of mails, its own first: in a year each yearly item comes once. */
export const DAYS_TOLD = 365;

/** Past so many changed people, none is named: a mailing has one line for all of them. */
const MOST_NAMED = 2000;

/** So many are looked at together: the mails of a large class never stand in memory as a whole. */
const AT_ONCE = 1000;

export const MAIL_CHANGES = ["gained", "lost", "moved"] as const;
export type MailChangeName = (typeof MAIL_CHANGES)[number];

/** What an import makes of a mailing. `before` and `after`: when it goes out, ISO 8601 UTC. */
export interface MailChange {
  what: MailChangeName;
  occurrence: string;
  wave: string;
  before?: string;
  after?: string;
  students: number;
  /** The school's number of the one whom the line is about; absent where it counts several. */
  studentId?: string;
}

type Changing = Pick<Judgement, "added" | "changed">;
interface Pair {
  before?: Student;
  after: Student;
}

/**
 * What an import makes of the mails of the coming year, in lines: one a mail of whom it changes, and one a mailing for
 * all of those who are new. The same as comparing the roster of before with that of after, since of whom it does not
 * change the mails stay.
 * @param today the import's school date
 */
export const mailsChanged = (program: Program, { added, changed }: Changing, today: string): MailChange[] => {
  const ofNew = grouped(inBites(added.map((after) => ({ after }))).flatMap((some) => linesOf(program, some, today)));
  const isNamed = changed.length <= MOST_NAMED;
  const lines = inBites(changed).flatMap((some) => {
    const all = linesOf(program, some, today);
    return isNamed ? all : grouped(all);
  });
  return [...(isNamed ? lines : grouped(lines)), ...ofNew];
};

const inBites = (pairs: readonly Pair[]): Pair[][] =>
  Array.from({ length: Math.ceil(pairs.length / AT_ONCE) }, (_, nth) =>
    pairs.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE),
  );

const linesOf = (program: Program, pairs: readonly Pair[], today: string): MailChange[] => {
  const span = { from: today, to: addDays(today, DAYS_TOLD - 1) };
  const mailsOf = (students: readonly Student[]) => foretell(span, program, [{ on: today, students }], []).mails;
  const before = mailsOf(pairs.flatMap((pair) => pair.before ?? []));
  return ofDifference(differenceOf(before, mailsOf(pairs.map(({ after }) => after))));
};

const ofDifference = ({ gains, loses, moves }: Difference): MailChange[] => {
  const one = { students: 1 };
  return [
    ...loses.map(({ studentId, occurrence, wave, at }) => ({
      ...{ what: "lost" as const, occurrence, wave, before: at, ...one, studentId },
    })),
    ...moves.map(({ studentId, occurrence, wave, from, to }) => ({
      ...{ what: "moved" as const, occurrence, wave, before: from, after: to, ...one, studentId },
    })),
    ...gains.map(({ studentId, occurrence, wave, at }) => ({
      ...{ what: "gained" as const, occurrence, wave, after: at, ...one, studentId },
    })),
  ];
};

const grouped = (lines: readonly MailChange[]): MailChange[] =>
  [
    ...Map.groupBy(lines, ({ what, occurrence, wave, before, after }) =>
      JSON.stringify([what, occurrence, wave, before, after]),
    ).values(),
  ].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const { studentId: _, ...mailing } = first;
    return [{ ...mailing, students: sumOf(alike) }];
  });

const sumOf = (lines: readonly MailChange[]): number => lines.reduce((sum, { students }) => sum + students, 0);

export type MailCounts = Record<MailChangeName, number>;

const countsOf = (lines: readonly MailChange[]): MailCounts => {
  const of = (name: MailChangeName) => sumOf(lines.filter(({ what }) => what === name));
  return { gained: of("gained"), lost: of("lost"), moved: of("moved") };
};

/** The same in numbers; `occurrences`: those of which most changes come first, at most so many. */
export interface MailsTold extends MailCounts {
  occurrences: (MailCounts & { occurrence: string })[];
}

const MOST_OCCURRENCES = 10;

export const mailsTold = (lines: readonly MailChange[]): MailsTold | undefined => {
  if (lines.length === 0) return undefined;
  const occurrences = [...Map.groupBy(lines, ({ occurrence }) => occurrence)]
    .map(([occurrence, those]) => ({ occurrence, ...countsOf(those) }))
    .toSorted((one, other) => changesOf(other) - changesOf(one) || (one.occurrence < other.occurrence ? -1 : 1));
  return { ...countsOf(lines), occurrences: occurrences.slice(0, MOST_OCCURRENCES) };
};

const changesOf = ({ gained, lost, moved }: MailCounts): number => gained + lost + moved;
