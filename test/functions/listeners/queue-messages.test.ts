import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { MAILS_PER_MESSAGE, MailPlanned } from "#events/mail/mail-planned.ts";
import { queueListener } from "../../../functions/listeners/queue-listener.ts";
import { context } from "../lambda.fixture.ts";
import { logOf } from "../log.fixture.ts";

const sample = MailPlanned.parse(JSON.parse(readFileSync("events/samples/6-mail-planned.json", "utf8")));
const { type: _type, ...untyped } = sample;
const { people: _ids, ...nobody } = sample;

const record = (messageId: string, body: string) => ({
  messageId,
  body,
  attributes: {
    SentTimestamp: "1806584400000",
    ApproximateFirstReceiveTimestamp: "1806584400000",
    ApproximateReceiveCount: "1",
  },
});

let done: string[];
const handler = queueListener(MailPlanned, () => async ({ people }) => {
  done.push(...people);
});

/** Hands one message to the function between two good ones; answers whether it alone was reported, and the log. */
const between = async (body: string) => {
  const good = (id: string) => JSON.stringify({ ...sample, people: [id] });
  const Records = [record("before", good("S-1")), record("odd", body), record("after", good("S-2"))];
  let failed: string[] = [];
  const log = await logOf(async () => {
    const { batchItemFailures } = await handler({ Records }, context);
    failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  });
  return { failed, log };
};

beforeEach(() => {
  done = [];
});

describe("a queue message that is not of this version's form", () => {
  test.each([
    ["of an older version", { ...sample, version: 1 }, "version"],
    ["of this version, with the number as text", { ...sample, version: "2" }, "version"],
    ["of a newer version, which an update that is under way has put there", { ...sample, version: 3 }, "version"],
    ["of an unknown type", { ...sample, type: "mail.cancelled" }, "type"],
    ["of no type", untyped, "type"],
    ["of a wave that there is not", { ...sample, wave: "remind-x" }, "wave"],
    ["without an instant", { ...sample, plannedAt: "tomorrow" }, "plannedAt"],
    ["for nobody", nobody, "people"],
    ["for an empty list", { ...sample, people: [] }, "people"],
    ["for too many", { ...sample, people: Array(MAILS_PER_MESSAGE + 1).fill("S-9") }, "people"],
    ["that is a list of messages", [sample], "the whole"],
    ["that is nothing", null, "the whole"],
  ])(
    "%s: is set aside alone, its neighbors are done, and the log says where it is wrong",
    async (_, message, place) => {
      const { failed, log } = await between(JSON.stringify(message));
      expect(failed).toEqual(["odd"]);
      expect(done).toEqual(["S-1", "S-2"]);
      expect(log).toMatch(new RegExp(`MalformedEvent.*${place} \\(`));
      expect(log).not.toContain("S-");
    },
  );

  test.each(["", "mail", "{", JSON.stringify(sample).slice(0, -1)])("is no JSON, and likewise: %j", async (body) => {
    const { failed, log } = await between(body);
    expect(failed).toEqual(["odd"]);
    expect(done).toEqual(["S-1", "S-2"]);
    expect(log).toContain("The message is not JSON");
  });

  test("but has a field more is taken, so that a version may add one", async () => {
    const { failed } = await between(JSON.stringify({ ...sample, people: ["S-3"], because: "asked" }));
    expect(failed).toEqual([]);
    expect(done.toSorted()).toEqual(["S-1", "S-2", "S-3"]);
  });
});
