import type { Fate } from "../witness/faults.ts";
import type { Agenda } from "./agenda.ts";

/** What an invocation of a function came to. `died`: the process is gone, and nobody heard anything of it. */
export type End<Answer> = { kind: "answered"; answer: Answer } | { kind: "threw"; error: unknown } | { kind: "died" };

/** One running invocation. Its calls go through `call`, so that it can die at any of them. */
export interface Process {
  readonly name: string;
  isDead(): boolean;
  /** True once it has answered: what it has in memory may serve the next one. */
  isOver(): boolean;
  die(): void;
}

/** What decides over each call: its fate, how long it is on the way there and back, what is on the way at a death. */
export interface Weather {
  fate(call: string): Fate;
  delay(): number;
  /** True where a call that was under way when its caller died still takes effect. */
  arrivesAfterDeath(): boolean;
  told(line: string): void;
  /** Told whose call takes effect now; `process`: where several have that name. */
  acts(name: string, process?: Process): void;
}

/** How a call fails: the errors by which the caller learns of a refusal and of a lost answer. */
export interface Failures {
  refused: () => unknown;
  lost: () => unknown;
}

/** The table's client gave up after its own tries. */
class TableAway extends Error {
  override readonly name = "InternalServerError";
}

// Made once: where such an error arose says nothing, and to find it out took a twentieth of a world's time.
const REFUSED = new TableAway("refused");
const LOST = new TableAway("no answer");

const tableFailures: Failures = { refused: () => REFUSED, lost: () => LOST };

/**
 * Runs work as one process that lives no longer than `lifetime` milliseconds; `ended` is told once how it ended.
 */
export const start = <Answer>(
  agenda: Agenda,
  of: {
    name: string;
    lifetime: number;
    work: (process: Process) => Promise<Answer>;
    ended: (end: End<Answer>) => void;
  },
): void => {
  let state: "lives" | "over" | "dead" = "lives";
  const end = (how: End<Answer>): void => {
    if (state !== "lives") return;
    state = how.kind === "died" ? "dead" : "over";
    of.ended(how);
  };
  const process = {
    name: of.name,
    isDead: () => state === "dead",
    isOver: () => state === "over",
    die: () => end({ kind: "died" }),
  };
  agenda.after(of.lifetime, process.die);
  of.work(process).then(
    (answer) => end({ kind: "answered", answer }),
    (error: unknown) => end({ kind: "threw", error }),
  );
};

/**
 * One call of a process to the world outside: travels there, takes effect, travels back. A dead process calls nothing
 * and hears nothing, but what it had sent off may still arrive.
 */
export const call = <Answer>(
  { agenda, weather }: { agenda: Agenda; weather: Weather },
  process: Process,
  name: string,
  effect: () => Answer | Promise<Answer>,
  failures: Failures = tableFailures,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (process.isDead()) return;
    const fate = weather.fate(name);
    if (fate !== "done") weather.told(`${process.name}: ${name}: ${fate}`);
    if (fate === "caller dies before") return process.die();
    const back = (hear: () => void): void => agenda.after(weather.delay(), () => process.isDead() || hear());
    const arrive = async (): Promise<void> => {
      if (process.isDead() && !weather.arrivesAfterDeath()) return;
      if (fate === "refused") return back(() => reject(failures.refused()));
      const act = () => {
        weather.acts(process.name, process);
        return effect();
      };
      const answer = await Promise.resolve()
        .then(act)
        .then(
          (value) => () => resolve(value),
          (error: unknown) => () => reject(error),
        );
      if (fate === "caller dies after") return process.die();
      back(fate === "done" ? answer : () => reject(failures.lost()));
    };
    agenda.after(weather.delay(), () => void arrive());
  });

/** A port of the world as that process sees it: every call of every method travels. */
export const travelling = <Port extends object>(
  world: { agenda: Agenda; weather: Weather },
  process: Process,
  portName: string,
  port: Port,
  failures?: Failures,
): Port =>
  new Proxy(port, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property);
      if (typeof method !== "function") return method;
      return (...given: unknown[]) =>
        call(world, process, `${portName}.${String(property)}`, () => Reflect.apply(method, target, given), failures);
    },
  });
