import { describe, expect, test } from "vitest";
import { progressOn } from "../../cli/progress.ts";

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), written };
};

describe("progress of long work", () => {
  test("in a log, is a line about every tenth", () => {
    const log = screen(false);
    const progress = progressOn(log, "simulate");
    for (let i = 0; i <= 1000; i++) progress.at(i / 1000, `day ${i}`);
    progress.done();
    expect(log.written).toHaveLength(11);
    expect(log.written[3]).toBe("simulate  30 %  day 300\n");
  });

  test("on a terminal, is one line that moves and is taken away at the end", () => {
    const terminal = screen(true);
    const progress = progressOn(terminal, "simulate");
    progress.at(0.25, "2027-04-01");
    progress.at(0.5, "2027-04-02");
    progress.done();
    expect(terminal.written.every((text) => text.startsWith("\r") && !text.includes("\n"))).toBe(true);
    expect(terminal.written[1]).toContain("50 %  2027-04-02");
    expect(terminal.written.at(-1)).toBe("\r\u001b[2K");
  });
});
