import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import {
  type Asking,
  type Explanation,
  explain as explained,
  type KnownState,
} from "#domain/forecast/explain/explain.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Span } from "#domain/forecast/preview.ts";
import type { Arrival } from "#domain/forecast/walk-state.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { withEves } from "#domain/sessions/spacing/with-eves.ts";
import { withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import { addDays } from "#domain/time/dates.ts";
import { IN_CALENDAR, nearest, suggest } from "#files/did-you-mean.ts";
import { faultLine } from "#files/fault.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import { InputFault } from "../../faults.ts";
import { tellRosters } from "../../local/prepare.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "../../local/rosters.ts";
import { loadAnswers, loadProgram } from "../../read-inputs.ts";
import { save } from "../../save.ts";
import type { Console } from "../../terminal.ts";
import { takeSessions } from "../calendar/take-sessions.ts";
import { seriesExplanation } from "./explain-series.ts";
import { sessionExplained } from "./session-asked.ts";
import { askedWords, explanationText, timeWords, whenWords } from "./tell-explanation.ts";

/** What `explain` is asked beside student and milestone. `json`: true for standard output. */
export interface ExplainAsked extends RostersAsked {
  on: string;
  program: string;
  answers?: string;
  sessions?: string;
  json?: string | true;
}

/** `matchward explain`: what becomes of a student's mail, and why. @throws InputFault with a line a fault. */
export const explain = async (who: string, what: string, asked: ExplainAsked, console: Console): Promise<void> => {
  const { err } = console;
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, "rules", tell);
  const series = program.series?.find(({ id }) => id === what);
  if (series !== undefined) {
    const explanation = seriesExplanation(series, program.school);
    return answer(asked, explanation, explanationText(`${what}, as of ${asked.on}`, explanation), console);
  }
  if (sessionOf(what) !== undefined) {
    const { words, explanation } = await sessionExplained(who, what, asked, program, tell);
    return answer(asked, explanation, explanationText(words, explanation, timeWords(program, explanation)), console);
  }
  return explainMilestone(who, what, asked, await withItsSessions(asked, program, tell), console);
};

interface WithSessions {
  program: Program;
  sessions: readonly KnownSession[];
}

const withItsSessions = async (
  { sessions: file }: ExplainAsked,
  program: Program,
  tell: (line: string) => void,
): Promise<WithSessions> => {
  if (file === undefined) return { program, sessions: [] };
  const { sessions } = await takeSessions([{ on: undefined, file }], program, tell);
  return { program: withGivenWindows(program, sessions), sessions };
};

const explainMilestone = async (
  who: string,
  what: string,
  asked: ExplainAsked,
  { program: given, sessions }: WithSessions,
  console: Console,
): Promise<void> => {
  const tell = (line: string) => console.err.write(`${line}\n`);
  const matter = matterOf(asked.program, given, what);
  const began = beginning(asked);
  const rosters = await takeRosters(asked, given, began ?? asked.on);
  tellRosters(rosters, { from: asked.on, to: "9999-12-31" }, tell);
  const known = knownOf(rosters, who);
  const program = withEves(given, sessions, rosters.at(-1)?.students ?? []);
  const { schoolId } = known[0].student;
  const { answers } = await loadAnswers(asked.answers, program, rosters);
  const span = spanOf(asked, began, known);
  const alone = began === undefined ? fromBeginning(rosters, span, schoolId) : rosters.map(fewOf(schoolId));
  const outlook = ofOne(foretell(span, program, alone, answers), schoolId);
  const asking: Asking = { program, ...matter, known, outlook, on: asked.on, began };
  const explanation = explained(asking);
  return answer(
    asked,
    explanation,
    explanationText(askedWords(asking), explanation, whenWords(asking, explanation)),
    console,
  );
};

const answer = async (asked: ExplainAsked, explanation: Explanation, text: string, { out }: Console): Promise<void> => {
  const json = `${JSON.stringify(explanation, null, 2)}\n`;
  if (asked.json === true || asked.json === "-") out.write(json);
  else out.write(text);
  if (typeof asked.json === "string" && asked.json !== "-") await save(asked.json, json, "the JSON");
};

// Where rosters follow each other, the first came a day before the second, or on the day asked about.
const beginning = ({ then = [], on }: ExplainAsked): string | undefined => {
  if (then.length === 0) return undefined;
  const days = then.map((one) => addDays(one.on, -1));
  return [on, ...days].toSorted()[0];
};

const FURTHEST = 400;

const spanOf = ({ on, then = [] }: ExplainAsked, began: string | undefined, known: readonly KnownState[]): Span => {
  const years = known.map(({ student }) => student.anchors);
  const last = `${Math.max(...years.map(({ graduation }) => graduation)) + 2}-12-31`;
  if (began === undefined)
    return { from: `${Math.min(...years.map(({ matriculation }) => matriculation)) - 1}-01-01`, to: last };
  const far = [on, ...then.map((one) => one.on)].toSorted().at(-1) ?? on;
  return { from: began, to: [addDays(far, FURTHEST), last].toSorted().at(-1) ?? last };
};

// A roster alone says what always was.
const fromBeginning = (rosters: readonly TakenRoster[], { from }: Span, id: string): Arrival[] =>
  rosters.map(({ students }) => ({
    on: from,
    students: students.filter(({ schoolId }) => schoolId === id).map((student) => ({ ...student, joinedOn: from })),
  }));

/** That student and one more, so that the first roster still is the first to bring anybody. */
const fewOf =
  (id: string) =>
  ({ on, students }: TakenRoster): Arrival => ({
    on,
    students: students.filter(({ schoolId }, nth) => nth === 0 || schoolId === id),
  });

const ofOne = ({ mails, tasks, digests }: Asking["outlook"], id: string): Asking["outlook"] => ({
  mails: mails.filter(({ studentId }) => studentId === id),
  tasks: tasks.filter(({ studentId }) => studentId === id),
  digests: digests.filter(({ studentId }) => studentId === id),
});

const knownOf = (rosters: readonly TakenRoster[], who: string): Asking["known"] => {
  const states = rosters.flatMap(({ on, students }) => peopleNamed(students, who).map((student) => ({ on, student })));
  const [first, ...later] = states;
  if (first !== undefined) return [first, ...later];
  const { file = "", students = [] } = rosters.at(-1) ?? {};
  const meant = nearest(
    who,
    students.map(({ schoolId }) => schoolId),
  );
  const mend = meant === undefined ? "Name a student_id or an address that is in it" : `Did you mean ${meant}?`;
  throw new InputFault([faultLine({ file, line: 1, what: `There is no student ${who} in it`, mend })]);
};

interface Matter {
  milestone: Milestone;
  occurrence: string | undefined;
  wave: string;
}

// `milestone`, `milestone@2027` or `milestone@2027/remind-1`.
const matterOf = (dir: string, program: Program, what: string): Matter => {
  const refuse = (words: string, mend: string): never => {
    throw new InputFault([faultLine({ file: dir, line: 1, what: words, mend })]);
  };
  const [name = "", wave = "open"] = what.split("/");
  const id = parseOccurrenceId(name)?.milestone ?? name;
  const milestone = program.milestones.find((one) => one.id === id);
  const ids = program.milestones.map((one) => one.id);
  if (program.forMarked?.some((one) => one.id === id))
    return refuse(`${id} goes to whom a dean has marked, and nothing tells of whom`, "Ask a dean");
  if (milestone === undefined) return refuse(`There is no milestone ${id} in it`, suggest(id, ids, IN_CALENDAR));
  if (id === name) return { milestone, occurrence: undefined, wave };
  const occurrence = findOccurrence(program, name);
  if (occurrence === undefined)
    return refuse(`${id} never comes as ${name}`, `Name ${id} alone, or a year in which it comes`);
  const waves = occurrence.waves.map((one) => one.name);
  if (!waves.includes(wave)) return refuse(`${name} has no mail ${wave}`, suggest(wave, waves));
  return { milestone, occurrence: name, wave };
};
