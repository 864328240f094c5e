import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeptReads, type KeptReads, type PricedReply } from "../../local/gateway/kept-reads.ts";

const answered = (body: string, status = 200): PricedReply => ({ reply: { status, headers: {}, body }, units: 1 });

/** A table of texts by partition, which counts how often it was asked. */
const tableBehind = (reads: KeptReads) => {
  const texts = new Map<string, string>();
  let asked = 0;
  return {
    texts,
    asked: () => asked,
    write: (key: string, text: string) => {
      texts.set(key, text);
      reads.wrote("records", [key]);
    },
    read: async (key: string) => {
      const ask = async () => {
        asked += 1;
        return answered(texts.get(key) ?? "nothing");
      };
      return (await reads.read({ table: "records", key }, "Query", ask)).reply.body;
    },
  };
};

describe("reads that the gateway keeps", () => {
  it("are asked once for as long as nothing is written to their partition", async () => {
    const table = tableBehind(createKeptReads());
    table.write("person", "Ana");
    expect([await table.read("person"), await table.read("person")]).toEqual(["Ana", "Ana"]);
    table.write("school", "open");
    await table.read("person");
    expect(table.asked()).toBe(1);
    table.write("person", "Ben");
    expect(await table.read("person")).toBe("Ben");
  });

  it("answer what the table holds after any writes, known by key, by table, or past the gateway", async () => {
    const key = fc.constantFrom("person", "school", "part");
    const deed = fc.record({ key, text: fc.string(), how: fc.constantFrom("read", "key", "table", "past") });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
        const reads = createKeptReads(60);
        const table = tableBehind(reads);
        for (const { key: at, text, how } of deeds) {
          if (how === "read") expect(await table.read(at)).toBe(table.texts.get(at) ?? "nothing");
          else table.texts.set(at, text);
          if (how === "key") reads.wrote("records", [at]);
          if (how === "table") reads.wrote("records", undefined);
          if (how === "past") reads.clear();
        }
      }),
    );
  });

  it.each(["by its key", "of the table", "of everything"])(
    "are not kept where a write %s overtakes them",
    async (how) => {
      const reads = createKeptReads();
      const place = { table: "records", key: "person" };
      await reads.read(place, "Query", async () => {
        if (how === "by its key") reads.wrote("records", ["person"]);
        else if (how === "of the table") reads.wrote("records", undefined);
        else reads.clear();
        return answered("before");
      });
      expect((await reads.read(place, "Query", async () => answered("after"))).reply.body).toBe("after");
    },
  );

  it("are not kept where they failed", async () => {
    const reads = createKeptReads();
    const place = { table: "records", key: "person" };
    await reads.read(place, "Query", async () => answered("slow down", 400));
    expect((await reads.read(place, "Query", async () => answered("Ana"))).reply.body).toBe("Ana");
  });
});
