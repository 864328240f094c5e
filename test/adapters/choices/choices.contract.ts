import { expect, test } from "vitest";
import type { Choices } from "#adapters/choices/choices.ts";

const at = "2027-04-01T14:00:00.000Z";
const later = "2027-04-02T14:00:00.000Z";

/** What every store of choices does; `open` makes an empty one. */
export const choicesContract = (open: () => Promise<Choices>): void => {
  test("a student who chose nothing has declined nothing", async () => {
    const choices = await open();
    expect(await choices.of("k1")).toEqual([]);
    expect(await choices.all()).toEqual(new Map());
  });

  test("declining adds one kind, and twice is once", async () => {
    const choices = await open();
    await choices.decline("k1", "nudges", at);
    await choices.decline("k1", "calendar", later);
    await choices.decline("k1", "nudges", later);
    expect(await choices.of("k1")).toEqual(["calendar", "nudges"]);
    expect(await choices.of("k2")).toEqual([]);
  });

  test("kinds declined at the same time all stay declined", async () => {
    const choices = await open();
    const kinds = ["calendar", "nudges", "enrichment"] as const;
    await Promise.all(kinds.map((kind) => choices.decline("k1", kind, at)));
    expect(await choices.of("k1")).toEqual(kinds);
  });

  test("saving declines those kinds and no others", async () => {
    const choices = await open();
    await choices.save("k1", ["calendar", "nudges"], at);
    await choices.save("k1", ["enrichment"], later);
    expect(await choices.of("k1")).toEqual(["enrichment"]);
  });

  test("who takes everything back counts as having declined nothing", async () => {
    const choices = await open();
    await choices.decline("k1", "nudges", at);
    await choices.save("k1", [], later);
    expect(await choices.of("k1")).toEqual([]);
    expect(await choices.all()).toEqual(new Map());
  });

  test("what one classmate chooses leaves the others' choices as they are", async () => {
    const choices = await open();
    await choices.decline("class1-ada", "nudges", at);
    await choices.decline("class1-ben", "calendar", at);
    await choices.save("class1-ada", ["enrichment"], later);
    expect(await choices.of("class1-ben")).toEqual(["calendar"]);
    expect(await choices.of("class1-ada")).toEqual(["enrichment"]);
  });

  test("what staff take back at a student's word is declined no more, and who did it is kept", async () => {
    const choices = await open();
    await choices.save("k1", ["calendar", "nudges"], at);
    const by = { by: "the registrar", at: later };
    expect(await choices.takeBack("k1", "calendar", by)).toBe(true);
    expect(await choices.takeBack("k1", "calendar", { ...by, by: "another" })).toBe(false);
    expect(await choices.of("k1")).toEqual(["nudges"]);
    expect(await choices.all()).toEqual(new Map([["k1", ["nudges"]]]));
    expect(await choices.recorded("k1")).toEqual([
      { kind: "calendar", takenBack: by },
      { kind: "nudges", declinedAt: at },
    ]);
    await choices.decline("k1", "calendar", later);
    expect(await choices.recorded("k1")).toContainEqual({ kind: "calendar", declinedAt: later, takenBack: by });
    expect(await choices.recorded("k2")).toEqual([]);
    expect(await choices.takeBack("k2", "nudges", by)).toBe(false);
  });

  test("all are those who declined anything", async () => {
    const choices = await open();
    await choices.decline("k7", "nudges", at);
    await choices.save("k120", ["calendar", "enrichment"], at);
    await choices.save("k8", [], at);
    const declined = { k7: ["nudges"], k120: ["calendar", "enrichment"] };
    expect(await choices.all()).toEqual(new Map(Object.entries(declined)));
  });

  test("choices go on as another's: what either declined is, and what an old link says is said of them", async () => {
    const choices = await open();
    await choices.decline("old1", "nudges", at);
    await choices.decline("k1", "calendar", later);
    for (const _ of ["once", "twice"]) await choices.fold("old1", "k1");
    expect(await choices.of("k1")).toEqual(["calendar", "nudges"]);
    expect(await choices.of("old1")).toEqual(["calendar", "nudges"]);
    expect((await choices.recorded("k1")).find(({ kind }) => kind === "nudges")?.declinedAt).toBe(at);
    await choices.decline("old1", "enrichment", later);
    await choices.save("old1", ["enrichment"], later);
    expect(await choices.all()).toEqual(new Map([["k1", ["enrichment"]]]));
  });

  test("what somebody chose is forgotten, also who took it back for them, and nobody else's", async () => {
    const choices = await open();
    for (const key of ["k1", "k2"]) await choices.decline(key, "nudges", at);
    await choices.decline("k1", "calendar", at);
    await choices.takeBack("k1", "calendar", { by: "R. Vance", at: later });
    for (let times = 0; times < 2; times += 1) await choices.forget("k1");
    expect(await choices.recorded("k1")).toEqual([]);
    expect(await choices.of("k1")).toEqual([]);
    expect(await choices.of("k2")).toEqual(["nudges"]);
    await choices.forget("k3");
  });
};
