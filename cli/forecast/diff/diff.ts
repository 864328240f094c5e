import { type Difference, differenceOf } from "#domain/forecast/difference.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import { type Asked, type Prepared, prepare, prepareSessions, tellRosters } from "../../local/prepare.ts";
import { type TakenRoster, takeFiles } from "../../local/rosters.ts";
import { loadAnswers, loadProgram } from "../../read-inputs.ts";
import { save } from "../../save.ts";
import type { Console } from "../../terminal.ts";
import { differenceText } from "./tell-difference.ts";

/** What `diff` is asked: two programs, or one program and a second roster. `json`: true for standard output. */
export interface DiffAsked extends Omit<Asked, "json"> {
  programs?: readonly [string, string] | undefined;
  toRoster?: string;
  json?: string | true;
}

interface Side extends Pick<Prepared, "program" | "foretold"> {
  students: TakenRoster["students"];
}

interface Sides {
  before: Side;
  after: Side;
}

/**
 * `matchward diff`: the difference of two previews, in people. @throws InputFault with a line a fault.
 */
export const diff = async (asked: DiffAsked, console: Console): Promise<void> => {
  const { out, err } = toldOnce(console);
  const { toRoster, programs } = asked;
  const { before, after } =
    toRoster === undefined
      ? await ofPrograms(asked, programs ?? [asked.program, asked.program], { out, err })
      : await ofRosters(asked, toRoster, { out, err });
  const difference = differenceOf(before.foretold.mails, after.foretold.mails);
  const isJsonAlone = asked.json === true || asked.json === "-";
  if (isJsonAlone) out.write(jsonOf(difference));
  else {
    const students = [...before.students, ...after.students];
    out.write(differenceText({ difference, students, span: asked, timeZone: after.program.school.timeZone }));
    if (typeof asked.json === "string") await save(asked.json, jsonOf(difference), "the JSON");
  }
};

const jsonOf = (difference: Difference): string => `${JSON.stringify(difference, null, 2)}\n`;

/** Two programs read one roster alike, mostly: what both have to say of it is said once. */
const toldOnce = ({ out, err }: Console): Console => {
  const told = new Set<string>();
  const write = (text: string): void => {
    if (!told.has(text)) err.write(text);
    told.add(text);
  };
  return { out, err: { ...err, write } };
};

const ofPrograms = async (asked: DiffAsked, programs: readonly [string, string], console: Console): Promise<Sides> => {
  const { json: _, ...rest } = asked;
  const side = async (program: string): Promise<Side> => {
    const { rosters, ...read } = await prepare({ ...rest, program }, "rules", console);
    return { ...read, students: rosters.flatMap(({ students }) => students) };
  };
  return { before: await side(programs[0]), after: await side(programs[1]) };
};

const ofRosters = async (asked: DiffAsked, toRoster: string, { err }: Console): Promise<Sides> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, "rules", tell);
  const files = [asked.roster, toRoster].map((file) => ({ on: asked.from, file }));
  const rosters = await takeFiles(files, program, { isComplete: asked.complete ?? false, isApproved: true });
  tellRosters(rosters, asked, tell);
  const { answers, invited } = await loadAnswers(asked.answers, program, rosters);
  const sessions = await prepareSessions(asked, [], program, tell);
  const side = (roster: TakenRoster | undefined): Side => ({
    program,
    students: roster?.students ?? [],
    foretold: foretell(asked, program, roster === undefined ? [] : [roster], answers, sessions, invited),
  });
  return { before: side(rosters[0]), after: side(rosters[1]) };
};
