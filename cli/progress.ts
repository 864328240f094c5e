/** The part of a stream that progress needs. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** Says how far it is: `fraction` from 0 to 1, `where` in a few words. */
  at(fraction: number, where: string): void;
  /** Takes a moving line away again. */
  done(): void;
}

const BAR = 24;
const STEPS = 10;

/**
 * Progress of long work: one moving line on a terminal, else a plain line about every tenth, so that a log stays short.
 */
export const progressOn = (screen: Screen, what: string): Progress =>
  screen.isTTY ? movingLine(screen, what) : plainLines(screen, what);

const percent = (fraction: number): string => `${Math.floor(fraction * 100)} %`.padStart(5);

const movingLine = (screen: Screen, what: string): Progress => ({
  at: (fraction, where) => {
    const full = Math.round(fraction * BAR);
    screen.write(`\r\u001b[2K${what} ${"█".repeat(full)}${"░".repeat(BAR - full)}${percent(fraction)}  ${where}`);
  },
  done: () => screen.write("\r\u001b[2K"),
});

const plainLines = (screen: Screen, what: string): Progress => {
  let told = -1;
  return {
    at: (fraction, where) => {
      const step = Math.floor(fraction * STEPS);
      if (step <= told) return;
      told = step;
      screen.write(`${what} ${percent(step / STEPS)}  ${where}\n`);
    },
    done: () => undefined,
  };
};
