import { resolve } from "node:path";
import type { Program } from "#domain/calendar/program.ts";
import { usableAnswers } from "#domain/forecast/foretell/usable-answers.ts";
import type { UsableAnswer } from "#domain/forecast/walk-state.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { StartOptions } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { partFiles } from "../forecast/calendar/take-sessions.ts";
import { giveAnswer, type Upload } from "../forecast/live-through.ts";
import {
  DEFAULT_PROGRAM,
  SAMPLE_ANSWERS,
  SAMPLE_LATE_JOINER,
  SAMPLE_PEOPLE,
  SAMPLE_ROSTER,
  SAMPLE_SESSIONS,
} from "../places.ts";
import { loadAnswers, loadProgram } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { answerInvitation } from "./answer-invitation.ts";
import { requireFreePort } from "./free-port.ts";
import { endWithin, listenForInterruption } from "./interruption.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "./rosters.ts";
import { peopleWhoSignIn } from "./sign-in.ts";
import { synthesize } from "./synthesize.ts";
import { sessionsToUpload, uploadSessions } from "./upload-sessions.ts";

/** What `start` is asked. `at`: the school date on whose first midnight the clock stands. */
export interface StartAsked extends RostersAsked {
  program: string;
  at: string;
  port: number;
  /** Who may sign in; those of the sample unless told. */
  people?: string;
  /** A file of sessions; the sample's where the sample's roster runs. */
  sessions?: string;
}

/** Milliseconds from an interruption on after which the run ends, whatever still goes on. */
const MOST_TO_STOP = 9_000;

/**
 * `matchward start`: the whole system on this machine, with its pages, until it is interrupted.
 * @throws InputFault for a faulty program or roster, or a taken port; SystemFailed where it cannot run.
 */
export const start = async (asked: StartAsked, { out, err }: Console): Promise<void> => {
  await requireFreePort(asked.port);
  const interruption = listenForInterruption();
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, "whole", tell);
  const { rosters: then, sessions: planned } = await partFiles(asked.then ?? []);
  const [first, ...rosters] = await takeRosters({ ...asked, then }, program, asked.at);
  if (first === undefined) return;
  const files = [asked.sessions ?? (isSample(asked) ? SAMPLE_SESSIONS : undefined)].filter(
    (file) => file !== undefined,
  );
  const people = await peopleWhoSignIn(asked.people ?? SAMPLE_PEOPLE, first.students);
  const [sessions] = await Promise.all(files.map((file) => sessionsToUpload(file, program, tell)));
  const moved = planned.map(async ({ on, file }) => ({ on, ...(await sessionsToUpload(file, program, tell)) }));
  const later = [...rosters, ...(await Promise.all(moved))];
  err.write("Synthesizing the app that `cdk deploy` would deploy …\n");
  const assembly = await synthesize(asked.program);
  try {
    err.write("Starting the emulators …\n");
    const sample = await sampleFor(asked, program, first);
    const system = await open(assembly.folder, { ...asked, sample, later, provider: people.provider }, program);
    try {
      err.write(`Importing ${first.students.length} students …\n`);
      await system.uploadRoster(first.bytes, first);
      await uploadSessions(system, sessions);
      await system.uploadRoster(people.bytes, { file: people.file, isComplete: false });
      out.write(welcome(system, asked.at));
      await interruption.happened;
      err.write("\nStopping …\n");
      endWithin(MOST_TO_STOP, err);
    } finally {
      await system.stop();
    }
  } finally {
    await assembly.remove();
  }
};

const isSample = ({ roster, program }: StartAsked): boolean =>
  resolve(roster) === SAMPLE_ROSTER && resolve(program) === DEFAULT_PROGRAM;

/** What the sample's class says as the clock runs: to what is asked, and to invitations. */
interface SampleSays {
  answers: UsableAnswer[];
  invited: GuestAnswered[];
}

/** The answers of the sample's class, where it is the sample that runs, by the program that comes along. */
const sampleFor = async (asked: StartAsked, program: Program, first: TakenRoster): Promise<SampleSays> => {
  const { at } = asked;
  if (!isSample(asked)) return { answers: [], invited: [] };
  const begins = instantAt(at, "00:00", program.school.timeZone);
  const to = `${Number(at.slice(0, 4)) + 5}-12-31`;
  const { answers, invited } = await loadAnswers(SAMPLE_ANSWERS, program, [first]);
  const { usable } = usableAnswers(program, first.students, { from: at, to }, answers);
  const isAhead = (one: { at: string }) => one.at > begins;
  return { answers: usable.filter(isAhead), invited: invited.filter(isAhead) };
};

interface Played {
  sample: SampleSays;
  /** Rosters and sessions that arrive on days ahead. */
  later: readonly Upload[];
  provider: StartOptions["provider"];
}

const open = async (
  assembly: string,
  { at, port, program: dir, sample, later, provider }: StartAsked & Played,
  program: Program,
): Promise<System> => {
  const { startSystem } = await import("../../local/start-system.ts");
  const { createConsole } = await import("../../local/console/create-console.ts");
  const { sampleOf } = await import("../office/mailings/sample-of.ts");
  const { answerOrderOf } = await import("../office/places/answer-order.ts");
  const { readFile } = await import("node:fs/promises");
  const lateJoiner = await readFile(SAMPLE_LATE_JOINER, "utf8");
  const begins = instantAt(at, "00:00", program.school.timeZone);
  const { withArrivals } = await import("../../local/clock/arrivals.ts");
  const coming = later.map((roster) => ({ ...roster, at: instantAt(roster.on, "00:00", program.school.timeZone) }));
  const { resourceCounts } = await import("../../local/template/resource-counts.ts");
  const resources = resourceCounts(assembly);
  const answerOrder = answerOrderOf(dir);
  const pages = (system: System) => {
    const sampleAnswers = [
      ...sample.answers.map((answer) => ({ at: answer.at, give: () => giveAnswer(system, program, answer) })),
      ...sample.invited.map((guest) => ({ at: guest.at, give: () => answerInvitation(system, guest) })),
    ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    return createConsole(withArrivals(system, coming), {
      program,
      lateJoiner,
      answerOrder,
      resources,
      sampleAnswers,
      sample: sampleOf(dir, program),
    });
  };
  return startSystem({ assembly, at: begins, port, pages, ...(provider && { provider }) });
};

const welcome = (system: System, at: string): string =>
  [
    "",
    `  matchward is running at ${system.url}`,
    "",
    `  The school's clock is paused at the beginning of ${at}. Open the page to let time pass, read the mails`,
    "  as students get them, and answer in their place.",
    `  Staff and advisors sign in at ${system.url}/office, as anybody of the sample's people.csv,`,
    `  and students at ${system.url}/plan.`,
    "  Nothing leaves this machine. Ctrl-C stops everything.",
    "",
    "",
  ].join("\n");
