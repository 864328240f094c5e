/** What will happen, in the order of its time; the world's only clock. */
export interface Agenda {
  /** Milliseconds since 1970. */
  now(): number;
  iso(): string;
  at(time: number, action: () => void): void;
  after(milliseconds: number, action: () => void): void;
  /** Does everything that is on it, and what is put on it meanwhile, one thing after the other. */
  run(): Promise<void>;
}

interface Entry {
  time: number;
  /** Ties are broken by who came first. */
  nth: number;
  action: () => void;
}

const isBefore = (one: Entry, other: Entry): boolean =>
  one.time < other.time || (one.time === other.time && one.nth < other.nth);

/**
 * Turns of Node's loop asked for at once: to come round for each of a world's thousands of actions took a tenth of its
 * time.
 */
const TURNS_AT_ONCE = 64;

/**
 * Makes a function that waits until nothing is left to do but what is on the agenda: between two turns Node does all
 * else.
 */
const microtasks = (): (() => Promise<void>) => {
  const waiting: (() => void)[] = [];
  let turns = 0;
  const turn = (): void => {
    turns -= 1;
    waiting.shift()?.();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (turns >= waiting.length) return;
      for (let nth = 0; nth < TURNS_AT_ONCE; nth += 1) setImmediate(turn);
      turns += TURNS_AT_ONCE;
    });
};

/**
 * An empty agenda. After each action everything that it set going runs until it waits for the agenda again, so that a
 * world has one order of things and no other.
 */
export const agendaFrom = (start: number): Agenda => {
  const heap: Entry[] = [];
  let now = start;
  let count = 0;
  let said = { time: Number.NaN, iso: "" };
  const microtasksDone = microtasks();
  const at = (time: number, action: () => void): void => {
    count += 1;
    push(heap, { time: Math.max(time, now), nth: count, action });
  };
  return {
    now: () => now,
    iso: () => {
      if (said.time !== now) said = { time: now, iso: new Date(now).toISOString() };
      return said.iso;
    },
    at,
    after: (milliseconds, action) => at(now + milliseconds, action),
    run: async () => {
      // What was begun before may not stand on the agenda yet.
      await microtasksDone();
      for (let entry = pop(heap); entry !== undefined; entry = pop(heap)) {
        now = entry.time;
        entry.action();
        await microtasksDone();
      }
    },
  };
};

const push = (heap: Entry[], entry: Entry): void => {
  let at = heap.push(entry) - 1;
  for (let up = (at - 1) >> 1; at > 0; up = (at - 1) >> 1) {
    const parent = heap[up];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = entry;
};

const pop = (heap: Entry[]): Entry | undefined => {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || last === first) return first;
  let at = 0;
  for (;;) {
    const down = smallerChild(heap, at);
    const child = heap[down];
    if (child === undefined || !isBefore(child, last)) break;
    heap[at] = child;
    at = down;
  }
  heap[at] = last;
  return first;
};

const smallerChild = (heap: readonly Entry[], at: number): number => {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
  return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
};
