import { existsSync, readFileSync } from "node:fs";
import * as z from "zod/mini";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import { knowClock } from "#domain/time/wall-clock.ts";
import { ZoneClock } from "#domain/time/zone-clock.ts";
import { COMPILED_CLOCK, COMPILED_PROGRAM } from "#files/program-folder/compiled-program.ts";
import { MisdeployedFunction } from "./read-environment.ts";

const BESIDE = new URL(COMPILED_PROGRAM, import.meta.url);

/** Reads the program beside the function's code. @throws MisdeployedFunction where this code cannot read it. */
export const deployedProgram = (file: URL = BESIDE): Program => {
  const program = readAs(Program, parsedFile(file));
  readClock(new URL(COMPILED_CLOCK, file));
  return program;
};

/** What a program is called, whose it is, and its occurrences by their ids. */
export interface ProgramByOccurrence {
  program: Pick<Program, "id" | "school">;
  /** Undefined where the program has no such occurrence. @throws MisdeployedFunction as `deployedProgram` does */
  occurrenceOf(id: string): Occurrence | undefined;
}

const Head = z.extend(z.pick(Program, { id: true, school: true, matchWeeks: true }), {
  milestones: z.array(z.unknown()),
});
const Named = z.object({ id: z.string() });

/**
 * The same of one milestone at a time, for a page that a student waits for: of forty they look at one, and to read all
 * takes a tenth of a cold start. @throws MisdeployedFunction where this code cannot read what the others stand on
 */
export const deployedOccurrences = (file: URL = BESIDE): ProgramByOccurrence => {
  const head = readAs(Head, parsedFile(file));
  readClock(new URL(COMPILED_CLOCK, file));
  const programs = new Map<string, Program>();
  const programWith = (milestone: string): Program => {
    const known = programs.get(milestone);
    if (known !== undefined) return known;
    const milestones = head.milestones.filter((one) => Named.safeParse(one).data?.id === milestone);
    const program = readAs(Program, { ...head, tracks: [], milestones });
    programs.set(milestone, program);
    return program;
  };
  return {
    program: head,
    occurrenceOf: (id) => {
      const milestone = parseOccurrenceId(id)?.milestone;
      return milestone === undefined ? undefined : findOccurrence(programWith(milestone), id);
    },
  };
};

const readAs = <Schema extends z.ZodMiniType>(schema: Schema, file: unknown): z.output<Schema> => {
  const read = schema.safeParse(file);
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path, code }) => `${path.join(".")} (${code})`);
  throw new MisdeployedFunction(`${COMPILED_PROGRAM} is not a program of this version: ${places.join(", ")}`);
};

// Without the clock, or with one of another version, Intl gives the same answers, only later.
const readClock = (file: URL): void => {
  if (!existsSync(file)) return;
  const read = ZoneClock.safeParse(parsedFile(file));
  if (read.success) knowClock(read.data);
};

const parsedFile = (file: URL): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new MisdeployedFunction(`${COMPILED_PROGRAM} is missing beside the function's code, or is not JSON`);
  }
};
