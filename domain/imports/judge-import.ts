import { phaseOn } from "../calendar/phases.ts";
import { type Doubt, doubted, doubtsOf, isHeldAlike } from "../people/held.ts";
import { newStudent } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";
import { seating } from "../people/student-groups.ts";
import { addDays } from "../time/dates.ts";
import { type Double, doublesOf } from "./doubles.ts";
import { type Doubter, doubterOf, isGone } from "./doubts.ts";
import { entriesOf, type RosterEntry } from "./entries.ts";
import type { Import, Judgement, StudentChange, WouldBe } from "./judgement.ts";
import { namelessDoubts, namelessWarnings } from "./nameless.ts";
import { fieldsChanged, withRow } from "./row-changes.ts";
import { type Taken, takenOf } from "./taken.ts";
import { whyItWaits } from "./thresholds.ts";

/** Judges a roster as a whole: what it would change, whom it leaves in doubt, and whether it counts without a yes. */
export const judgeImport = (of: Import): Judgement => {
  const entries = entriesOf(of.rows, of.stored);
  const doubles = doublesOf(entries, of.stored, of.codes);
  const doubter = doubterOf(of, doubles);
  const judged = { ...of, entries, doubles, doubter, taken: new Map() };
  const would = wouldBe(judged);
  const why = of.isApproved ? [] : [...(of.mustWait ?? []), ...whyItWaits(of, would)];
  if (why.length === 0) {
    const taken: Judged["taken"] = of.isApproved ? new Map() : takenOf(entries, of.stored, of.codes);
    return { counts: true, why, ...(taken.size === 0 ? would : wouldBe({ ...judged, taken })) };
  }
  const save = waitingHolds(judged);
  return { counts: false, why, ...would, held: save.map(({ after }) => after), save };
};

/** The roster after an import has been taken in as it was judged. */
export const rosterAfter = (stored: readonly Student[], { save }: Pick<Judgement, "save">): Student[] => {
  const saved = new Map(save.map(({ after }) => [after.schoolId, after]));
  const ids = new Set(stored.map(({ schoolId }) => schoolId));
  const stay = stored.map((student) => saved.get(student.schoolId) ?? student);
  return [...stay, ...[...saved.values()].filter(({ schoolId }) => !ids.has(schoolId))];
};

interface Judged extends Import {
  entries: readonly RosterEntry[];
  doubles: readonly Double[];
  doubter: Doubter;
  /** By ids: what a few rows give people though it is another's. Where many do, the import waits. */
  taken: ReadonlyMap<string, Taken>;
}

const wouldBe = (judged: Judged): WouldBe => {
  const { stored, entries, doubter } = judged;
  const seat = seating(stored, judged.newKey);
  const fresh = entries.filter(({ before }) => before === undefined).map((entry) => newcomer(judged, entry, seat));
  const added = fresh.flatMap((one) => ("student" in one ? one.student : []));
  const rejected = fresh.flatMap((one) => ("rejected" in one ? one.rejected : []));
  const byId = new Map(entries.map((entry) => [entry.schoolId, entry]));
  const missing = doubter.missing(byId);
  const gone = new Set(judged.isComplete ? missing : []);
  const after = stored.map((before) => changeOf(judged, before, byId.get(before.schoolId), gone.has(before)));
  const changed = after.filter(({ fields }) => fields.length > 0);
  const unchanged = after.filter(({ before, fields }) => fields.length === 0 && byId.has(before.schoolId));
  const newly = changed.filter((one) => hasNewDoubt(one.before, one.after));
  return {
    ...{ added, changed, unchanged: unchanged.map(({ before }) => before), missing, rejected },
    held: [...newly.map((one) => one.after), ...added.filter(({ held }) => held !== undefined)],
    warnings: [...entries.flatMap(({ warnings }) => warnings), ...namelessWarnings(judged.nameless, stored)],
    codes: codesOf(judged, added),
    save: [
      ...changed.map((one) => ({ before: one.before, after: one.after })),
      ...added.map((one) => ({ after: one })),
    ],
  };
};

const hasNewDoubt = (before: Student, after: Student): boolean => {
  const known = doubtsOf(before).map(({ evidence }) => evidence);
  return doubtsOf(after).some(({ evidence }) => !known.includes(evidence));
};

// Whoever was let go of it once is what the row says.
const takings = ({ taken, doubter }: Judged, { schoolId, before, row }: RosterEntry): Doubt[] => {
  const found = taken.get(schoolId);
  const doubt = found && doubter.takes(found, row.line);
  return doubt === undefined || before?.released?.includes(doubt.evidence) ? [] : [doubt];
};

const newcomer = (
  judged: Judged,
  entry: RosterEntry,
  seat: ReturnType<typeof seating>,
): { student: Student } | { rejected: { line: number; reason: string } } => {
  const { program, today, doubter } = judged;
  const made = newStudent(entry.row, program.tracks);
  if ("missing" in made) {
    const reason = made.missing.join("; ");
    return { rejected: { line: entry.row.line, reason } };
  }
  const { cimAccessCode: _, ...student } = made.student;
  // They begin in the phase of the day before: then a phase that begins today is entered, and announced.
  const phase = phaseOn(program, student, addDays(today, -1));
  const held = doubted({}, [...doubter.of(entry), ...takings(judged, entry)]);
  return {
    student: {
      ...student,
      ...{ program: program.id, person: seat(student), joinedOn: today },
      ...(phase !== undefined && { phase }),
      ...(held && { held }),
    },
  };
};

const withHold = (student: Student, held: Student["held"]): Student => {
  const { held: _, ...rest } = student;
  return held === undefined ? rest : { ...rest, held };
};

// Who is named again may be missing another time, and who has a known status may have an unknown one again.
const namedAgain = (student: Student, { row }: RosterEntry): Student => {
  const { released, ...rest } = student;
  const isOver = (evidence: string) =>
    evidence === "missing" || (row.status?.means !== undefined && evidence.startsWith("status:"));
  const left = released?.filter((evidence) => !isOver(evidence));
  return left === undefined || left.length === released?.length ? student : { ...rest, released: left };
};

const changeOf = (
  judged: Judged,
  before: Student,
  entry: RosterEntry | undefined,
  isMissing: boolean,
): StudentChange => {
  const { doubter, name } = judged;
  const settled = withHold(before, doubter.settled(before, entry, name));
  const taking = entry === undefined ? [] : takings(judged, entry);
  const counts = entry !== undefined && entry.contradiction === undefined && taking.length === 0;
  const said = counts ? withRow(settled, entry.row, judged.today) : settled;
  const named = entry === undefined ? said : namedAgain(said, entry);
  const doubts = [
    ...(entry ? doubter.of(entry) : doubter.unnamed(before)),
    ...taking,
    ...namelessDoubts(judged.nameless, before, judged.at),
    ...(isMissing ? [doubter.isMissing()] : []),
  ];
  const after = withHold(named, doubted(named, doubts));
  return {
    before,
    after,
    fields: [...fieldsChanged(before, after), ...(isHeldAlike(before, after) ? [] : ["held" as const])],
  };
};

const codesOf = (judged: Judged, added: readonly Student[]): Judgement["codes"] => {
  const { entries, codes } = judged;
  const keys = new Map(added.map(({ schoolId, person }) => [schoolId, person]));
  return entries.flatMap((entry) => {
    const { schoolId, before, row, contradiction } = entry;
    const person = before?.person ?? keys.get(schoolId);
    const code = row.cimAccessCode;
    const isKept = (before !== undefined && contradiction !== undefined) || takings(judged, entry).length > 0;
    if (person === undefined || code === undefined || isKept || codes.get(person) === code) return [];
    return [{ person, code }];
  });
};

// Nobody whom a roster marks as gone or doubtful is written to before a person has said yes or no to it.
const waitingHolds = ({ stored, entries, nameless, at, doubter, doubles, name = "" }: Judged): Judgement["save"] => {
  const byId = new Map(entries.map((entry) => [entry.schoolId, entry]));
  const ids = new Set(doubles.flatMap(({ one, other }) => [one, other]));
  return stored.flatMap((before) => {
    const entry = byId.get(before.schoolId);
    const says = entry !== undefined && (isGone(entry.row.status?.means) || doubter.of(entry).length > 0);
    const isDoubted = says || ids.has(before.schoolId) || namelessDoubts(nameless, before, at).length > 0;
    if (isGone(before.status) || !isDoubted) return [];
    const after = withHold(before, doubted(before, [doubter.waits(name)]));
    return hasNewDoubt(before, after) ? [{ before, after }] : [];
  });
};
