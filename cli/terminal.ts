import type { Screen } from "./progress.ts";

/** Where a command writes: its answer to `out`, everything said on the way to `err`. */
export interface Console {
  out: Screen;
  err: Screen;
}
