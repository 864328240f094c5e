import { afterEach, describe, expect, test } from "vitest";
import { createLedger } from "../../local/gateway/ledger.ts";
import { createFleet, type Fleet } from "../../local/workers/fleet.ts";
import { aFunction, bundle } from "./tiny-deployment.ts";

const SOURCE = `
let runs = 0;
export const handler = async (event, context) => {
  runs += 1;
  if (event.say) console.log(event.say);
  if (event.fail) throw new TypeError(event.fail);
  if (event.exit) process.exit(3);
  if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (event.hog) { const hoard = []; for (;;) hoard.push(new Array(100_000).fill(Math.random())); }
  const left = context.getRemainingTimeInMillis();
  return { runs, name: context.functionName, left, secret: process.env.GIVEN, home: process.env.HOME };
};`;

const fleets: Fleet[] = [];
const started = (overrides: Parameters<typeof aFunction>[1] = {}) => {
  const deployed = aFunction("site", {
    codePath: bundle(SOURCE),
    environment: { GIVEN: "by the template" },
    ...overrides,
  });
  const ledger = createLedger(() => "2027-01-01T00:00:00.000Z");
  const fleet = createFleet({
    functions: [deployed],
    environmentOf: () => ({}),
    ledger,
    now: () => "2027-04-01T13:00:00.000Z",
    show: undefined,
  });
  fleets.push(fleet);
  return { fleet, ledger, invoke: (event: object) => fleet.invoke(deployed.arn, event) };
};
afterEach(async () => {
  await Promise.all(fleets.splice(0).map((fleet) => fleet.stop()));
});

describe("a function's worker", () => {
  test("ends what runs when it is stopped, and starts no thread for what is asked after that", async () => {
    const { fleet, invoke } = started();
    const hanging = invoke({ hang: true });
    const next = invoke({});
    await Promise.resolve();
    await fleet.stop();
    expect(await Promise.all([hanging, next, invoke({})])).toMatchObject([
      { ok: false, kind: "crash" },
      { ok: false, kind: "crash", error: "The local run was stopped." },
      { ok: false, kind: "crash", error: "The local run was stopped." },
    ]);
  });

  test("runs the bundle with the template's environment only, and stays warm", async () => {
    const { invoke } = started();
    expect(await invoke({})).toMatchObject({ ok: true, value: { runs: 1, secret: "by the template" } });
    const second = await invoke({});
    expect(second).toMatchObject({ ok: true, value: { runs: 2, name: "matchward-test-site" } });
    expect(second).not.toHaveProperty("value.home");
    expect(second).toHaveProperty("value.left");
  });

  test("tells what the handler threw, and goes on with the same thread", async () => {
    const { invoke, ledger } = started();
    expect(await invoke({ fail: "no such thing" })).toMatchObject({
      ok: false,
      kind: "error",
      error: "TypeError: no such thing",
    });
    expect(await invoke({})).toMatchObject({ ok: true, value: { runs: 2 } });
    expect(ledger.failures().map(({ where }) => where)).toEqual(["site"]);
  });

  test("begins cold after a crash", async () => {
    const { invoke } = started();
    expect(await invoke({ exit: true })).toMatchObject({ ok: false, kind: "crash" });
    expect(await invoke({})).toMatchObject({ ok: true, value: { runs: 1 } });
  });

  test("ends a function that takes too long, as its template says", async () => {
    const { invoke } = started({ timeoutSeconds: 3 });
    expect(await invoke({ hang: true })).toMatchObject({ ok: false, kind: "timeout" });
    expect(await invoke({})).toMatchObject({ ok: true, value: { runs: 1 } });
  });

  test("ends a function that takes more memory than it has, and nothing else", async () => {
    const { invoke } = started({ memoryMb: 32 });
    expect(await invoke({ hog: true })).toMatchObject({ ok: false, kind: "crash" });
    expect(await invoke({})).toMatchObject({ ok: true });
  });

  test("keeps what the function writes", async () => {
    const { invoke, fleet } = started();
    await invoke({ say: "a line" });
    await expect.poll(() => fleet.lines()).toEqual(["site: a line"]);
  });

  test("says which module or export is missing", async () => {
    const { invoke } = started({ handler: "index.handel" });
    expect(await invoke({})).toMatchObject({ ok: false, error: expect.stringContaining('"handel"') });
  });
});
