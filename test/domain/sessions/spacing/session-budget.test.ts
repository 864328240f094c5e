import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { digestFor } from "#domain/sessions/spacing/session-budget.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";
import { program as small, student } from "../../calendar/program.fixture.ts";
import { session } from "../session.fixture.ts";

const ZONE = "America/New_York";
const evenings = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [] },
};
const spaced = (atMost: number): Program => ({
  ...small,
  series: [evenings],
  school: { ...small.school, weeklyMails: { atMost, digest: 5 } },
});
const ada = student({ anchors: { matriculation: 2024, graduation: 2028 } });

/** A session that is known since the summer, at 17:30 of a day. */
const on = (day: string, change: Partial<Session> = {}, since = "2026-08-03"): KnownSession => {
  const startsAt = instantAt(day, "17:30", ZONE);
  const endsAt = instantAt(day, "18:30", ZONE);
  const given = session({ id: day, item: "evenings", startsAt, endsAt, ...change });
  const [known] = takeIn([], [{ session: given, kept: [] }], instantAt(since, "00:00", ZONE));
  if (known === undefined) throw new Error("no session");
  return known;
};

const waitsFor = (program: Program, sessions: readonly KnownSession[], today = "2027-02-10"): (string | undefined)[] =>
  sessions.map((one) => digestFor({ program, session: one, among: sessions, today }, ada, "open"));

describe("invitations of a week without mails of the calendar", () => {
  const [tuesday, wednesday, thursday] = [on("2027-02-23"), on("2027-02-24"), on("2027-02-25")];

  test("go out on their own days up to the week's number, and those of later sessions wait for its digest", () => {
    expect(waitsFor(spaced(2), [tuesday, wednesday, thursday])).toEqual([undefined, undefined, "2027-02-12"]);
    expect(waitsFor(spaced(1), [wednesday, tuesday, thursday])).toEqual(["2027-02-12", undefined, "2027-02-12"]);
  });

  test("all wait where the school wants none on their own days, and none where it has no budget", () => {
    expect(waitsFor(spaced(0), [tuesday])).toEqual(["2027-02-12"]);
    expect(waitsFor({ ...spaced(0), school: small.school }, [tuesday])).toEqual([undefined]);
  });

  test("wait for no digest that leaves less than three days, nor for one that was before they were known", () => {
    const soon = (day: string) => on(day, { status: "planned" }, "2027-02-10");
    expect(waitsFor(spaced(0), [soon("2027-02-14"), soon("2027-02-15")])).toEqual([undefined, "2027-02-12"]);
    expect(waitsFor(spaced(0), [on("2027-02-20", {}, "2027-02-12")])).toEqual([undefined]);
  });

  test("give way to the word on the eve of a session that asks nothing", () => {
    const tomorrow = on("2027-02-11", { rsvp: "none" });
    const asked = on("2027-02-11", { rsvp: "required" });
    expect(waitsFor(spaced(1), [tomorrow, tuesday])).toEqual([undefined, "2027-02-12"]);
    expect(waitsFor(spaced(1), [asked, tuesday])).toEqual([undefined, undefined]);
  });

  test("do not wait for a session that does not take place, or is for others", () => {
    expect(waitsFor(spaced(1), [on("2027-02-22", { status: "cancelled" }), tuesday])).toEqual([undefined, undefined]);
    expect(waitsFor(spaced(1), [on("2027-02-22", { item: "match-day" }), tuesday])).toEqual([undefined, undefined]);
  });
});

test("invitations wait where the calendar's mails fill their week", () => {
  // Road to Residency I goes out on January 15, a Friday.
  expect(waitsFor(spaced(1), [on("2027-01-27")], "2027-01-13")).toEqual(["2027-01-15"]);
  expect(waitsFor(spaced(2), [on("2027-01-27")], "2027-01-13")).toEqual([undefined]);
});

test("thanks wait for the digest of a week without room", () => {
  const [over, next] = [on("2027-02-08", { rsvp: "required" }), on("2027-02-24")];
  const thanks = (sessions: readonly KnownSession[]) =>
    digestFor({ program: spaced(1), session: over, among: sessions, today: "2027-02-09" }, ada, "thanks");
  expect([thanks([over]), thanks([over, next])]).toEqual([undefined, "2027-02-12"]);
});

const guest: Student = {
  ...ada,
  ...{ person: "key-1", program: small.id, email: "s1@example.edu", joinedOn: "2026-08-03" },
};
const told = (program: Program, sessions: readonly KnownSession[]): Map<string, string> => {
  const arrivals = [{ on: "2026-12-28", students: [guest] }];
  const files = [{ on: "2026-12-28", sessions }];
  const { mails, digests } = foretell({ from: "2026-12-28", to: "2027-03-31" }, program, arrivals, [], files);
  const invitations = [...mails, ...digests.flatMap(({ at, items }) => items.map((item) => ({ ...item, at })))];
  return new Map(invitations.filter(({ wave }) => wave === "open").map(({ occurrence, at }) => [occurrence, at]));
};

test("the budget loses nothing: whoever is invited without it is invited with it, within a week and in time", () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 2 }), (nths, atMost) => {
      const sessions = nths.map((nth) => on(addDays("2026-12-28", nth), { rsvp: nth % 2 === 0 ? "none" : "required" }));
      const [free, within] = [told({ ...spaced(0), school: small.school }, sessions), told(spaced(atMost), sessions)];
      expect([...within.keys()].toSorted()).toEqual([...free.keys()].toSorted());
      for (const { id } of sessions) {
        const [was, is] = [free, within].map((mails) => schoolDate(mails.get(`session:${id}`) ?? "", ZONE));
        expect(is && was && is >= was && is < addDays(was, 7)).toBe(true);
        if (is !== was) expect(is && is <= addDays(id, -3)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
