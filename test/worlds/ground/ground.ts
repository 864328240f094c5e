import { log } from "../../../functions/listeners/log.ts";
import { tellable } from "../../../functions/listeners/tellable.ts";
import { CALM, drawFaults, type Faults, fateOf } from "../witness/faults.ts";
import { type Agenda, agendaFrom } from "./agenda.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type End, type Process, start, type Weather } from "./process.ts";

/** What everything in a world stands on: its clock, its chance, its troubles, and what was seen of it. */
export interface Ground {
  agenda: Agenda;
  chance: Chance;
  weather: Weather;
  /** The troubles as of now: none any more once they have ended. */
  faults(): Faults;
  /** Whose call takes effect now. */
  actor(): string;
  /** The very process of that name. */
  process(): Process | undefined;
  /** Adds to what a person reads of this world. */
  tell(line: string): void;
  readonly history: readonly string[];
  /** Every line that the functions have logged, as their middleware writes it. */
  readonly logs: string[];
  /** What must never be, with the invariant's name first. */
  violate(what: string): void;
  readonly violations: readonly string[];
}

const MINUTE = 60_000;

// What the functions answer is what a world keeps; thousands of lines on the console would be most of its time.
log.setLogLevel("SILENT");

/** Milliseconds that one call takes on one way. */
const delayOf = (chance: Chance, { slow }: Faults): number =>
  chance.is(slow) ? chance.int(1_000, 45_000) : chance.int(1, 40);

/** One stretch of days, of the time before the calm. */
const outageOf = (chance: Chance, of: { from: number; calmFrom: number }): { from: number; to: number } => {
  const from = chance.int(of.from, of.calmFrom);
  return { from, to: from + chance.int(1, 12) * 24 * 60 * MINUTE };
};

/** The ground of one seed's world; its troubles end at `calmFrom`. */
export const groundOf = (seed: number, of: { from: number; calmFrom: number; faults?: Faults }): Ground => {
  const chance = chanceOf(seed);
  const agenda = agendaFrom(of.from);
  const drawn = of.faults ?? drawFaults(chance);
  const outage = outageOf(chance, of);
  const usual: Faults = { ...drawn, outage: "none" };
  const faults = (): Faults => {
    if (agenda.now() >= of.calmFrom) return CALM;
    return agenda.now() >= outage.from && agenda.now() < outage.to ? drawn : usual;
  };
  const history: string[] = [];
  const violations: string[] = [];
  let [actor, acting]: [string, Process | undefined] = ["nobody", undefined];
  const tell = (line: string): void => {
    history.push(`${agenda.iso()}  ${line}`);
  };
  return {
    agenda,
    chance,
    weather: {
      fate: () => fateOf(chance, faults()),
      delay: () => delayOf(chance, faults()),
      arrivesAfterDeath: () => chance.is(0.5),
      told: tell,
      acts: (name, process) => {
        [actor, acting] = [name, process];
      },
    },
    faults,
    actor: () => actor,
    process: () => acting,
    tell,
    history,
    logs: [],
    violate: (what) => {
      violations.push(what);
      tell(`VIOLATION ${what}`);
    },
    violations,
  };
};

/** One invocation of a function, with what is seen and logged of it. */
export interface Invocation<Answer> {
  name: string;
  /** Milliseconds after which Lambda ends it. */
  lifetime: number;
  /** False where its answer is not logged. */
  isLogged?: boolean;
  work: (process: Process) => Promise<Answer>;
}

/** Invokes a function once; `ended` is told how that ended. */
export const invoke = <Answer>(ground: Ground, of: Invocation<Answer>, ended: (end: End<Answer>) => void): void =>
  start(ground.agenda, {
    ...of,
    ended: (end) => {
      ground.tell(`${of.name}: ${endInWords(end)}`);
      if (end.kind === "threw") ground.logs.push(JSON.stringify(tellable(end.error)));
      if (end.kind === "answered" && of.isLogged !== false) ground.logs.push(JSON.stringify(end.answer) ?? "nothing");
      ended(end);
    },
  });

const endInWords = (end: End<unknown>): string => {
  if (end.kind === "died") return "died";
  return end.kind === "threw" ? `failed: ${tellable(end.error).message}` : "done";
};

/**
 * Invokes a function as Lambda does without a waiting caller: tried three times, then set aside. The event may come
 * twice; its copy is not set aside, since in a long trouble copies of copies would fill the world.
 */
export const invokeAsync = (ground: Ground, of: Invocation<unknown>, setAside: () => void): void => {
  const attempt = (tries: number, gaveUp: () => void): void =>
    invoke(ground, of, ({ kind }) => {
      if (kind === "answered") return;
      if (tries === 3) return gaveUp();
      ground.agenda.after(tries * MINUTE, () => attempt(tries + 1, gaveUp));
    });
  attempt(1, setAside);
  if (!ground.chance.is(ground.faults().twice)) return;
  ground.agenda.after(ground.chance.int(0, 10 * MINUTE), () => attempt(1, () => {}));
};
