import { beforeEach, expect, test } from "vitest";
import { feedHash } from "#adapters/feeds/feed-address.ts";
import { ordering } from "./ordering.fixture.ts";

const NOW = "2027-01-10T13:00:00.000Z";
const OWNER = "cohort.pathways-2028";
const ask = { order: "feed", cohort: "pathways-2028" } as const;

let school: Awaited<ReturnType<typeof ordering>>;
beforeEach(async () => {
  school = await ordering([], NOW);
});

const secretIn = (said: string): string => /\/f\/cohort\.pathways-2028\.([\w-]{24})\.ics/.exec(said)?.[1] ?? "";
const feed = async () => (await school.feeds.look(OWNER)).feed;

test("a class's calendar gets an address, which is printed once and stored as a hash", async () => {
  const said = await school.order(ask);
  expect(said).toContain("The calendar of pathways-2028 has no address.");
  expect((await feed())?.address).toEqual({ hash: feedHash(secretIn(said)), at: NOW });
  expect(JSON.stringify(await feed())).not.toContain(secretIn(said));
});

test("the next one ends the one before, and --stop ends it without another", async () => {
  const first = secretIn(await school.order(ask));
  const said = await school.order(ask);
  expect(said).toContain("has an address since 2027-01-10, which ends.");
  expect(await feed()).toMatchObject({ issue: 2, revoked: [{ hash: feedHash(first) }] });
  expect(await school.order({ ...ask, stop: true })).toContain("Ended.");
  expect((await feed())?.address).toBeUndefined();
  expect(await school.order({ ...ask, stop: true })).toContain("Nothing was changed.");
});

test("a person who says no changes nothing, and a class that no track has is refused", async () => {
  school.desk.answer = false;
  expect(await school.order(ask)).toContain("Nothing was changed.");
  expect(await feed()).toBeUndefined();
  for (const cohort of ["nowhere-2028", "pathways"])
    await expect(school.order({ ...ask, cohort })).rejects.toThrow(`There is no class ${cohort}`);
});

test("all calendars are marked, to be written anew at their next poll", async () => {
  await school.order({ order: "feed" });
  const { mark } = await school.feeds.look("public");
  expect(mark).toMatch(/^[\da-f-]{36}$/);
  await school.order({ order: "feed" });
  expect((await school.feeds.look("public")).mark).not.toBe(mark);
});
