import { expect, test } from "vitest";
import type { Feeds } from "#adapters/feeds/feeds.ts";

const [AT, LATER, LAST] = ["2027-01-05T05:00:00.000Z", "2027-01-06T05:00:00.000Z", "2027-01-07T05:00:00.000Z"];
const OWNER = "student.key-1";
const ADA = { person: "key-1", schoolId: "S001" };
const written = { edition: "e1", etag: '"a"', until: LAST };

/** What every store of calendar feeds does; `open` makes an empty one. */
export const feedsContract = (open: () => Promise<Feeds>): void => {
  test("nobody has a feed at first, and nothing is marked", async () => {
    const feeds = await open();
    for (const how of [undefined, "as of now"] as const)
      expect(await feeds.look(OWNER, how)).toEqual({ feed: undefined, mark: undefined });
  });

  test("an address is given, replaced and taken away, each time once", async () => {
    const feeds = await open();
    expect(await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT, student: ADA })).toBe(true);
    expect(await feeds.readdress(OWNER, { issue: 0, hash: "h9", at: AT })).toBe(false);
    const first = { owner: OWNER, issue: 1, address: { hash: "h1", at: AT }, revoked: [], student: ADA };
    expect(await feeds.look(OWNER, "as of now")).toEqual({ feed: first, mark: undefined });
    expect(await feeds.readdress(OWNER, { issue: 1, hash: "h2", at: LATER })).toBe(true);
    expect(await feeds.readdress(OWNER, { issue: 2, hash: undefined, at: LAST })).toBe(true);
    const { feed } = await feeds.look(OWNER);
    expect(feed?.address).toBeUndefined();
    expect(feed).toMatchObject({ issue: 3, student: ADA });
    expect(feed?.revoked).toEqual([
      { hash: "h2", at: LAST },
      { hash: "h1", at: LATER },
    ]);
    expect(await feeds.readdress(OWNER, { issue: 3, hash: "h3", at: LAST })).toBe(true);
    expect((await feeds.look(OWNER)).feed).toMatchObject({ address: { hash: "h3" }, revoked: [{ hash: "h2" }, {}] });
  });

  test("of two who replace an address at once, one does", async () => {
    const feeds = await open();
    await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT });
    const both = ["h2", "h3"].map((hash) => feeds.readdress(OWNER, { issue: 1, hash, at: LATER }));
    expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
    expect((await feeds.look(OWNER)).feed?.issue).toBe(2);
  });

  test("the addresses before are few enough for one read", async () => {
    const feeds = await open();
    for (let issue = 0; issue < 14; issue += 1) await feeds.readdress(OWNER, { issue, hash: `h${issue}`, at: AT });
    const { feed } = await feeds.look(OWNER);
    expect(feed?.revoked).toHaveLength(10);
    expect(feed?.revoked[0]).toEqual({ hash: "h12", at: AT });
  });

  test("what was written is remembered, of the public feed too, which has no address", async () => {
    const feeds = await open();
    await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT });
    for (const owner of [OWNER, "public"] as const) {
      await feeds.remember(owner, written);
      expect((await feeds.look(owner)).feed).toMatchObject({ owner, written });
    }
    expect((await feeds.look(OWNER)).feed?.address).toEqual({ hash: "h1", at: AT });
    expect(await feeds.readdress("public", { issue: 0, hash: "h1", at: AT })).toBe(true);
  });

  test("a student's feed goes on under another id, or as another", async () => {
    const feeds = await open();
    await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT, student: ADA });
    await feeds.follow(OWNER, { person: "key-2", schoolId: "S002" });
    const { feed } = await feeds.look(OWNER);
    expect(feed).toMatchObject({ issue: 1, address: { hash: "h1" }, student: { person: "key-2", schoolId: "S002" } });
  });

  test("a mark is of one owner who has a feed, or of all", async () => {
    const feeds = await open();
    await feeds.mark(OWNER, "m0", AT);
    expect((await feeds.look(OWNER)).feed).toBeUndefined();
    await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT });
    await feeds.mark(OWNER, "m1", LATER);
    await feeds.markAll("m2");
    const { feed, mark } = await feeds.look(OWNER);
    expect([feed?.mark, feed?.answeredAt, mark]).toEqual(["m1", LATER, "m2"]);
    await feeds.mark(OWNER, "m3");
    await feeds.readdress(OWNER, { issue: 1, hash: "h2", at: LAST });
    expect((await feeds.look(OWNER)).feed).toMatchObject({ mark: "m3", answeredAt: LATER });
  });

  test("a calendar that is forgotten has no address and is nobody's; who has none gets none by it", async () => {
    const feeds = await open();
    await feeds.readdress(OWNER, { issue: 0, hash: "h1", at: AT, student: ADA });
    await feeds.remember(OWNER, written);
    await feeds.mark(OWNER, "m1", AT);
    for (let times = 0; times < 2; times += 1) await feeds.forget(OWNER);
    const { feed } = await feeds.look(OWNER, "as of now");
    expect(feed).toEqual({ owner: OWNER, issue: 1, revoked: [] });
    await feeds.forget("student.nobody");
    expect((await feeds.look("student.nobody", "as of now")).feed).toBeUndefined();
  });
};
