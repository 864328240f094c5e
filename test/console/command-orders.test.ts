import { describe, expect, test } from "vitest";
import { answerOrderOf, OrderReply } from "../../cli/office/places/answer-order.ts";
import { createConsole } from "../../local/console/create-console.ts";
import { program, student } from "../domain/calendar/program.fixture.ts";
import { fakeSystem } from "./fake-system.ts";

const BEGIN = "2027-04-02T16:00:00.000Z";
const DONE = { order: "done", person: "S1", occurrence: "retake-cim-survey@2027", by: "the office" };

/** A console that takes orders of the command line, on a school of one. */
const open = () => {
  const system = fakeSystem(program, [student({ schoolId: "S1", email: "ada@example.edu" })], BEGIN, 20);
  const ask = createConsole(system, { program, lateJoiner: "", answerOrder: answerOrderOf("") });
  const post = async (path: string, body: string, headers: Record<string, string> = {}, host = "localhost:3000") =>
    ask(new Request(`http://${host}${path}`, { method: "POST", headers, body }));
  const json = { "content-type": "application/json" };
  const order = (body: unknown, headers = {}) => post("/orders", JSON.stringify(body), { ...json, ...headers });
  const reply = async (body: unknown) => OrderReply.parse(await (await order(body)).json());
  return { system, post, order, reply, json };
};

describe("an order of the command line", () => {
  test("is shown and asked about first, changes nothing before the yes, and is done with it", async () => {
    const { system, reply } = open();
    const before = await reply({ order: DONE, yes: false, user: "rvance" });
    expect(before).toMatchObject({ question: "done?", after: "Nothing was changed.\n" });
    expect(before.before).toContain("Recorded as the word of the office.");
    const stands = async () => (await system.records.parts.asOfNow(DONE.occurrence))[0]?.task?.state;
    expect(await stands()).toBeUndefined();
    expect(await reply({ order: DONE, yes: true, user: "rvance" })).toMatchObject({ question: "done?" });
    expect(await stands()).toBe("verified");
  });

  test("that cannot be meant is told as a fault, and one that no console knows as its failure", async () => {
    const { reply } = open();
    const nobody = await reply({ order: { ...DONE, person: "S9" }, yes: false, user: "rvance" });
    expect(nobody.fault).toEqual([expect.stringContaining("Nobody here has the id or the address S9.")]);
    expect((await reply({ order: { order: "fly" }, yes: true, user: "rvance" })).failure).toContain("no such order");
  });

  test("is refused from another site's page, under another host's name, and as a form", async () => {
    const { order, post, json } = open();
    expect((await order({ order: DONE, yes: true, user: "rvance" }, { origin: "https://evil.example" })).status).toBe(
      403,
    );
    expect((await order({ order: DONE, yes: true, user: "rvance" }, { "sec-fetch-site": "cross-site" })).status).toBe(
      403,
    );
    expect((await post("/orders", "{}", json, "evil.example:3000")).status).toBe(421);
    expect((await post("/orders", JSON.stringify({ order: DONE, yes: true, user: "rvance" }))).status).toBe(415);
  });

  test("names the page of a roster that waits, and no bucket that nobody can reach", async () => {
    const { system, reply } = open();
    const counts = { students: 9, added: 0, changed: 6, unchanged: 3, held: 0, missing: 0, rejected: 0, warnings: 0 };
    const file = {
      bucket: "rosters",
      key: "incoming/spring.csv",
      sha256: "0f",
      isComplete: false,
      reports: "reports/s",
    };
    await system.cameAs({ ...file, id: "i1", at: BEGIN, verdict: "waits", why: [], counts });
    const { before } = await reply({ order: { order: "imports" }, yes: false, user: "rvance" });
    expect(before).toContain(`  Reports: ${system.url}/imports/i1\n`);
    expect(before).toContain("  or with the button of that page\n");
    expect(before).not.toContain("s3");
  });

  test("waits while the clock runs, and says so", async () => {
    const { order, post } = open();
    await post("/clock/week", "");
    const refused = await order({ order: DONE, yes: true, user: "rvance" });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("The clock is running.");
  });
});
