import type { FrontRecords } from "../records.ts";

/** Reads something when it is first asked for, by an argument, and answers the same from then on. */
const once = <Value>(read: (argument: string) => Promise<Value>): ((argument?: string) => Promise<Value>) => {
  const known = new Map<string, Promise<Value>>();
  return (argument = "") => {
    const value = known.get(argument) ?? read(argument);
    known.set(argument, value);
    return value;
  };
};

/**
 * The records as one page reads them: what several parts of it ask for is read once. For a look alone, which changes
 * nothing: what is written meanwhile is not seen by it.
 */
export const readOnce = (records: FrontRecords): FrontRecords => {
  const { people, parts, progress, sessions, mailings, imports, choices, school } = records;
  const all = once((which) => people.all(which === "and removed" ? which : undefined));
  const states = once(() => mailings.all());
  const [planned, came, declined, started] = [
    once(() => sessions.all()),
    once(() => imports.all()),
    once(() => choices.all()),
    once(() => school.startedOn()),
  ];
  const counted = once((year) => progress.since(Number(year)));
  const byYear = (year: number) => counted(String(year));
  return {
    ...records,
    people: { ...people, all, enrolled: () => all() },
    parts: { ...parts, ofOccurrence: once((occurrence) => parts.ofOccurrence(occurrence)) },
    progress: { since: byYear },
    sessions: { ...sessions, all: () => planned() },
    mailings: { ...mailings, all: () => states(), paused: async () => (await states()).filter(({ paused }) => paused) },
    imports: { ...imports, all: () => came() },
    choices: { ...choices, all: () => declined() },
    school: { ...school, startedOn: () => started() },
  };
};
