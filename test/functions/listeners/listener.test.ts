import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { findOccurrence, occurrencesIn } from "#domain/calendar/occurrences.ts";
import { listener } from "../../../functions/listeners/listener.ts";
import { mapConcurrently } from "../../../functions/listeners/map-concurrently.ts";
import { queueBatchListener } from "../../../functions/listeners/queue-batch-listener.ts";
import { queueListener } from "../../../functions/listeners/queue-listener.ts";
import { deployedOccurrences, deployedProgram } from "../../../functions/start/deployed-program.ts";
import { readEnvironment } from "../../../functions/start/read-environment.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { context } from "../lambda.fixture.ts";

const Greeting = z.object({ to: z.string() });
let lines: string[];
const write = (line: string | Uint8Array): boolean => {
  lines.push(String(line));
  return true;
};

beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, "write").mockImplementation(write);
  vi.spyOn(process.stderr, "write").mockImplementation(write);
});
afterEach(() => vi.restoreAllMocks());

describe("a listener", () => {
  test("starts once, at the first event, and hands on what is parsed", async () => {
    const start = vi.fn(
      () =>
        async ({ to }: { to: string }) =>
          `hello ${to}`,
    );
    const handler = listener(Greeting, start);
    expect(start).not.toHaveBeenCalled();
    expect(await handler({ to: "A", more: 1 }, context)).toBe("hello A");
    expect(await handler({ to: "B" }, context)).toBe("hello B");
    expect(start).toHaveBeenCalledTimes(1);
  });

  test("starts again at the next event where the start failed", async () => {
    let starts = 0;
    const handler = listener(Greeting, () => {
      starts += 1;
      if (starts === 1) throw new Error("The secret is away.");
      return async () => "started";
    });
    await expect(handler({ to: "A" }, context)).rejects.toThrow("away");
    expect(await handler({ to: "A" }, context)).toBe("started");
  });

  test("refuses an event that is not its own, by the places of its faults and without its values", async () => {
    const handler = listener(Greeting, () => async () => "never");
    const refused = handler({ to: { name: "Ada Example" } }, context);
    await expect(refused).rejects.toThrow("The event does not have its form: to (invalid_type)");
    expect(lines.join("")).not.toContain("Ada");
  });

  test("logs a failure as one line of JSON, and tells no address to the log or to Lambda", async () => {
    const handler = listener(Greeting, () => async () => {
      throw new TypeError("Address <ada@example.edu> is not verified: ada+2@example.edu");
    });
    const failure = await handler({ to: "A" }, context).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "TypeError", message: "Address <[address]> is not verified: [address]" });
    expect(String(failure instanceof Error && failure.stack)).not.toContain("example.edu");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "ERROR",
      message: "failed",
      failure: { name: "TypeError" },
    });
    expect(lines[0]).not.toContain("example.edu");
  });
});

describe("a queue's listener", () => {
  const record = (nth: number, body: unknown) => ({
    messageId: `m${nth}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: {
      SentTimestamp: "1806584300000",
      ApproximateFirstReceiveTimestamp: "1806584400000",
      ApproximateReceiveCount: "2",
    },
  });
  const done: string[] = [];
  const handler = queueListener(Greeting, () => async ({ to }, { at, times }) => {
    if (to === "nobody") throw new Error("There is nobody.");
    done.push(`${to} ${at} ${times}`);
  });

  test("does each message by itself, and reports only those that failed or are none of its own", async () => {
    const Records = [{ to: "A" }, { to: "nobody" }, { for: "B" }, "no JSON", { to: "C" }].map((body, nth) =>
      record(nth, body),
    );
    const { batchItemFailures } = await handler({ Records }, context);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(["m1", "m2", "m3"]);
    expect(done).toEqual(["A 2027-04-01T13:00:00.000Z 2", "C 2027-04-01T13:00:00.000Z 2"]);
  });

  test("reports every message, and does not throw, where all fail", async () => {
    const answer = await handler({ Records: [record(1, { to: "nobody" })] }, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
  });
});

describe("a listener of a queue's batches", () => {
  const record = (nth: number, body: string) => ({
    messageId: `m${nth}`,
    body,
    attributes: {
      SentTimestamp: "1806584400000",
      ApproximateFirstReceiveTimestamp: "1806584400000",
      ApproximateReceiveCount: "1",
    },
  });
  const read = (body: string, sentAt: string): string => {
    if (body.startsWith("?")) throw new Error("Nobody <ada@example.edu> reads this.");
    return `${body} ${sentAt}`;
  };
  const sent = "2027-04-01T13:00:00.000Z";

  test("hands all that can be read to one deed, and reports what cannot alone", async () => {
    const deed = vi.fn(async () => []);
    const handler = queueBatchListener(read, () => deed);
    const answer = await handler({ Records: ["A", "?", "B"].map((body, nth) => record(nth, body)) }, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(deed.mock.calls).toEqual([
      [
        [
          { id: "m0", message: `A ${sent}` },
          { id: "m2", message: `B ${sent}` },
        ],
      ],
    ]);
    expect(lines.join("")).not.toContain("example.edu");
  });

  test("reports what the deed could not do, each message once", async () => {
    const error = new Error("busy");
    const handler = queueBatchListener(read, () => async () => [
      { ids: ["m0", "m2"], error },
      { ids: ["m2"], error },
    ]);
    const answer = await handler({ Records: ["A", "B", "C"].map((body, nth) => record(nth, body)) }, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m2" }] });
    expect(lines).toHaveLength(2);
  });

  test("asks nothing of the deed where nothing can be read, and has all messages back where it throws", async () => {
    const deed = vi.fn(() => Promise.reject(new Error("no environment")));
    const handler = queueBatchListener(read, () => deed);
    expect(await handler({ Records: [record(0, "?")] }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m0" }],
    });
    expect(deed).not.toHaveBeenCalled();
    await expect(handler({ Records: [record(0, "A")] }, context)).rejects.toThrow("no environment");
  });
});

describe("what a function is deployed with", () => {
  test("names every missing variable together, and no value", () => {
    const schema = z.object({ TABLE: z.string(), QUEUE: z.string(), HERE: z.string() });
    expect(() => readEnvironment(schema, { HERE: "secret" })).toThrow(/missing or wrong: TABLE, QUEUE$/);
    expect(readEnvironment(schema, { TABLE: "t", QUEUE: "q", HERE: "h", OTHER: "o" })).toEqual({
      TABLE: "t",
      QUEUE: "q",
      HERE: "h",
    });
  });

  test("is the program beside it, or a clear failure", () => {
    const folder = temporaryFolder();
    const file = pathToFileURL(join(folder, "program.json"));
    expect(() => deployedProgram(file)).toThrow("program.json is missing");
    writeFileSync(file, JSON.stringify({ ...program, tracks: "none" }));
    expect(() => deployedProgram(file)).toThrow("tracks (invalid_type)");
    writeFileSync(file, JSON.stringify(program));
    expect(deployedProgram(file)).toEqual(program);
  });

  test("is the occurrence that is asked for, as the whole program has it, or a clear failure", () => {
    const file = pathToFileURL(join(temporaryFolder(), "program.json"));
    expect(() => deployedOccurrences(file)).toThrow("program.json is missing");
    const [first, ...others] = program.milestones;
    writeFileSync(file, JSON.stringify({ ...program, milestones: [{ ...first, title: 5 }, ...others] }));
    const deployed = deployedOccurrences(file);
    expect(deployed.program).toMatchObject({ id: program.id, school: program.school });
    for (const { id } of others) {
      const named = occurrencesIn(program, id, 2027).map((occurrence) => occurrence.id);
      for (const name of [...named, `${id}@1999`])
        expect(deployed.occurrenceOf(name)).toEqual(findOccurrence(program, name));
    }
    for (const name of ["no-such@2027", "no name"]) expect(deployed.occurrenceOf(name)).toBeUndefined();
    expect(() => deployed.occurrenceOf(`${first?.id}@2027`)).toThrow("title (invalid_type)");
  });
});

describe("deeds side by side", () => {
  test("run at most so many at a time, and answer in the order of the items", async () => {
    let running = 0;
    let most = 0;
    const answers = await mapConcurrently(
      [30, 1, 20, 2, 10],
      async (ms) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((wait) => setTimeout(wait, ms));
        running -= 1;
        return ms;
      },
      2,
    );
    expect(answers).toEqual([30, 1, 20, 2, 10]);
    expect(most).toBe(2);
  });

  test("are all tried where one fails, and then fail", async () => {
    const tried: number[] = [];
    const deed = async (item: number) => {
      tried.push(item);
      if (item === 1) throw new Error("one failed");
    };
    await expect(mapConcurrently([1, 2, 3], deed, 1)).rejects.toThrow("one failed");
    expect(tried).toEqual([1, 2, 3]);
  });
});
