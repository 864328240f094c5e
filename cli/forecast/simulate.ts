import type { Program } from "#domain/calendar/program.ts";
import type { Outlook } from "#domain/forecast/preview.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { CallCounts, Failure, System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";
import { listenForInterruption } from "../local/interruption.ts";
import { type Asked, type Prepared, prepare } from "../local/prepare.ts";
import { synthesize } from "../local/synthesize.ts";
import { uploadSessions } from "../local/upload-sessions.ts";
import { progressOn } from "../progress.ts";
import type { Console } from "../terminal.ts";
import { instantsOf, liveThrough, type Upload } from "./live-through.ts";
import { type HeldRow, heldAmong } from "./report.ts";
import { reportOf, tellReport } from "./tell-report.ts";
import { whatHappened } from "./what-happened.ts";

/** What a run on the emulators came to. */
export interface Simulated {
  outlook: Outlook;
  held: HeldRow[];
  calls: CallCounts;
  /** What was denied, threw, or went to a dead-letter queue. */
  failures: readonly Failure[];
}

const MOST_FAILURES_TOLD = 10;

/**
 * `matchward simulate`: lets the deployed wiring live through a span on the emulators, and tells what it did.
 * @throws InputFault with a line a fault; SystemFailed where anything was denied, threw, or went to a dead-letter
 * queue.
 */
export const simulate = async (asked: Asked, console: Console): Promise<void> => {
  const prepared = await prepare(asked, "whole", console);
  const { outlook, held, failures } = await simulation(asked, prepared, console);
  await tellReport(asked, reportOf(asked, { ...prepared, outlook, held }), console);
  stopAt(failures);
};

/** Synthesizes, starts, lives through the span and stops again, whatever happens on the way. */
export const simulation = async (asked: Asked, prepared: Prepared, console: Console): Promise<Simulated> => {
  const interruption = listenForInterruption();
  console.err.write("Synthesizing the app …\n");
  const assembly = await synthesize(asked.program);
  try {
    console.err.write("Starting the emulators …\n");
    const { startSystem } = await import("../../local/start-system.ts");
    const { begins } = instantsOf(asked, prepared.program);
    const system = await startSystem({ assembly: assembly.folder, at: begins, port: 0 });
    try {
      const interrupted = interruption.happened.then(() => {
        throw new SystemFailed("Interrupted.");
      });
      return await Promise.race([liveOn(system, asked, prepared, console), interrupted]);
    } finally {
      await system.stop();
    }
  } finally {
    await assembly.remove();
    interruption.forget();
  }
};

const liveOn = async (
  system: System,
  asked: Asked,
  { program, rosters, sessions, answers, invited, foretold }: Prepared,
  console: Console,
): Promise<Simulated> => {
  const [first, ...later] = rosters;
  if (first !== undefined) await system.uploadRoster(first.bytes, first);
  const files = sessions.map(({ on, file, bytes }): Upload => ({ on, file, bytes, isComplete: false }));
  for (const file of files.filter(({ on }) => on <= asked.from)) await uploadSessions(system, file);
  const uploads = [...later, ...files.filter(({ on }) => on > asked.from)];
  stopAt(system.failures());
  await approveAll(system, program, foretold);
  const progress = progressOn(console.err, "simulate");
  const onProgress = tellTime(progress.at, asked, program);
  const { notTaken } = await liveThrough({ system, program, span: asked, uploads, answers, invited, onProgress });
  progress.done();
  for (const line of howAnswered(asked, { answers, invited, notTaken })) console.err.write(`${line}\n`);
  const held = heldAmong(await system.records.people.all());
  return {
    outlook: await whatHappened(system, program, asked, rosters, sessions.at(-1)?.sessions),
    held,
    calls: system.calls(),
    failures: system.failures(),
  };
};

/** How answers were made: nobody but the file said so. */
const howAnswered = (
  { answers: file }: Asked,
  { answers, invited, notTaken }: Pick<Prepared, "answers" | "invited"> & { notTaken: number },
): string[] => {
  if (answers.length + invited.length === 0) return [];
  const left = notTaken === 0 ? "" : ` (${notTaken} of them by no page any more)`;
  const toInvitations = invited.length === 0 ? "" : ` and ${invited.length} to invitations${left}`;
  return [
    `Simulated: ${answers.length} answers to what is asked${toInvitations} were given by the students' own pages, ` +
      `as ${file} has them. Nobody real answered.`,
  ];
};

// As the forecast supposes: each first mailing has its yes in time.
const approveAll = async ({ records, now }: System, program: Program, { mails }: Outlook): Promise<void> => {
  if (program.school.approval === undefined) return;
  const first = Map.groupBy(mails, ({ occurrence }) => occurrence);
  for (const [occurrence, those] of first)
    await records.mailings.approve(firstMailing(occurrence), { at: now(), by: "simulate", recipients: those.length });
};

const tellTime = (tell: (fraction: number, where: string) => void, asked: Asked, program: Program) => {
  const { begins, ends } = instantsOf(asked, program);
  const [start, length] = [Date.parse(begins), Date.parse(ends) - Date.parse(begins)];
  return (now: string) =>
    tell(Math.min(1, (Date.parse(now) - start) / length), schoolDate(now, program.school.timeZone));
};

const stopAt = (failures: readonly Failure[]): void => {
  if (failures.length > 0) throw new SystemFailed(failureText(failures));
};

/** The failures in a line each; one that came again is told once, with how often. */
const failureText = (failures: readonly Failure[]): string => {
  const kinds = [...Map.groupBy(failures, ({ where, what }) => `${where}: ${what}`)];
  const told = kinds.slice(0, MOST_FAILURES_TOLD).map(([what, those]) => {
    const often = those.length > 1 ? ` (${those.length} times)` : "";
    return `  ${those[0]?.at} ${what}${often}`;
  });
  const more = kinds.length > told.length ? [`  … and ${kinds.length - told.length} more`] : [];
  return [`The system failed ${failures.length} times:`, ...told, ...more].join("\n");
};
