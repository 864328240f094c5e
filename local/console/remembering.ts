import type { OfficeRecords } from "#office/records.ts";
import type { System } from "../system.ts";

/** While the clock runs everything changes all the time; pages then show what was true this long ago at most. */
const LAG_WHILE_RUNNING_MS = 1500;

interface Remembered<Value> {
  value: Promise<Value>;
  at: number;
  version: number;
}

/**
 * The system's records, but what pages read of them is read once until something changes, so that pages which refresh
 * themselves do not slow down the run that they show.
 */
export const remembering = (system: Pick<System, "records" | "subscribe">, isRunning: () => boolean): OfficeRecords => {
  const { people, parts, choices, sessions, ...records } = system.records;
  let version = 0;
  system.subscribe(() => {
    version += 1;
  });
  const isFresh = ({ version: read, at }: Remembered<unknown>): boolean =>
    read === version || (isRunning() && performance.now() - at < LAG_WHILE_RUNNING_MS);
  const once = <Value>(read: (argument: string) => Promise<Value>) => {
    const known = new Map<string, Remembered<Value>>();
    return (argument: string): Promise<Value> => {
      const entry = known.get(argument);
      if (entry !== undefined && isFresh(entry)) return entry.value;
      const value = read(argument);
      known.set(argument, { value, at: performance.now(), version });
      value.catch(() => known.delete(argument));
      return value;
    };
  };
  const students = once((which) => people.all(which === "and removed" ? which : undefined));
  const planned = once(() => sessions.all());
  return {
    ...records,
    people: { ...people, all: (which) => students(which ?? "") },
    parts: { ...parts, ofOccurrence: once((occurrence) => parts.ofOccurrence(occurrence)) },
    sessions: { ...sessions, all: () => planned("") },
    choices: { ...choices, of: once(choices.of) },
  };
};
