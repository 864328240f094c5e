import { randomUUID } from "node:crypto";
import type { Html } from "../kit/html.ts";

/** What a page is: its title, its address where it stands in the navigation, and its status where that is not 200. */
export interface Titled {
  path?: string;
  title: string;
  status?: 200 | 400 | 404 | 409 | 500;
}

/** What a POST found or asks. */
interface KeptAnswer {
  of: Titled;
  body: Html;
}

/** Keeps what POSTs found or ask, each to be shown at an address of its own: Back and Reload send nothing again. */
export interface Answers {
  /** Answers the id under which it is found again. */
  keep(answer: KeptAnswer): string;
  /** Undefined where it is not kept any more. */
  kept(id: string): KeptAnswer | undefined;
}

const MOST_KEPT = 100;

/** Keeps the newest answers in memory, for a host that is one process. */
export const answersInMemory = (): Answers => {
  const all = new Map<string, KeptAnswer>();
  return {
    keep: (answer) => {
      const id = randomUUID();
      all.set(id, answer);
      for (const oldest of [...all.keys()].slice(0, -MOST_KEPT)) all.delete(oldest);
      return id;
    },
    kept: (id) => all.get(id),
  };
};
