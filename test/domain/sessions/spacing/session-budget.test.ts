import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Declined } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { spacingOf } from "#domain/sessions/spacing/session-budget.ts";
import { noteTold, type ToldSoFar } from "#domain/sessions/spacing/told-so-far.ts";
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
/** A session that is known since the summer, at 17:30 of a day. */
const on = (day: string, change: Partial<Session> = {}, since = "2026-08-03"): KnownSession => {
  const startsAt = instantAt(day, "17:30", ZONE);
  const endsAt = instantAt(day, "18:30", ZONE);
  const given = session({ id: day, item: "evenings", startsAt, endsAt, ...change });
  const [known] = takeIn([], [{ session: given, kept: [] }], instantAt(since, "00:00", ZONE));
  if (known === undefined) throw new Error("no session");
  return known;
};

const ada = {
  ...student({ anchors: { matriculation: 2024, graduation: 2028 } }),
  ...{ person: "key-1", program: small.id },
};

interface Morning {
  today?: string;
  told?: { session: string; wave: string; on: string }[];
  declined?: Declined;
  paused?: string[];
}

/** How the invitation to each goes out, were it due on a morning. */
const invitations = (program: Program, sessions: readonly KnownSession[], of: Morning = {}): string[] => {
  const { today = "2027-02-10", told = [], declined, paused = [] } = of;
  const morning: ToldSoFar = new Map();
  for (const one of told) noteTold(morning, ada.person, one);
  const isPaused = ({ id }: KnownSession) => paused.includes(id);
  const when = { today, now: instantAt(today, "09:00", ZONE), morning, declined, isPaused };
  return sessions.map((one) => spacingOf({ program, session: one, among: sessions, ...when }, ada, "open"));
};

describe("invitations of a week without mails of the calendar", () => {
  const [tuesday, wednesday, thursday] = [on("2027-02-23"), on("2027-02-24"), on("2027-02-25")];

  test("go out on their own days up to the week's number, and those of later sessions wait for its digest", () => {
    expect(invitations(spaced(2), [tuesday, wednesday, thursday])).toEqual(["alone", "alone", "later"]);
    expect(invitations(spaced(1), [wednesday, tuesday, thursday])).toEqual(["later", "alone", "later"]);
    const friday = { today: "2027-02-12" };
    expect(invitations(spaced(2), [tuesday, thursday], friday)).toEqual(["in digest", "in digest"]);
  });

  test("all wait where the school wants none on their own days, and none where it has no budget", () => {
    expect(invitations(spaced(0), [tuesday])).toEqual(["later"]);
    expect(invitations({ ...spaced(0), school: small.school }, [tuesday])).toEqual(["alone"]);
  });

  test("wait for no digest that leaves less than three days", () => {
    const soon = (day: string) => on(day, { status: "planned" }, "2027-02-10");
    expect(invitations(spaced(0), [soon("2027-02-14"), soon("2027-02-15")])).toEqual(["alone", "later"]);
  });

  test("give way to the word on the eve of a session that asks nothing", () => {
    const tomorrow = on("2027-02-11", { rsvp: "none" });
    const asked = on("2027-02-11", { rsvp: "required" });
    expect(invitations(spaced(1), [tomorrow, tuesday])[1]).toBe("later");
    const told = [{ session: asked.id, wave: "open", on: "2027-01-28" }];
    expect(invitations(spaced(1), [asked, tuesday], { told })[1]).toBe("alone");
  });

  test("do not wait for a session that does not take place, or is for others", () => {
    expect(invitations(spaced(1), [on("2027-02-22", { status: "cancelled" }), tuesday])[1]).toBe("alone");
    expect(invitations(spaced(1), [on("2027-02-22", { item: "match-day" }), tuesday])[1]).toBe("alone");
  });

  test("nor for one whose invitation its guest declined, or staff paused: nothing of it goes out", () => {
    const meeting = on("2027-02-23", { item: "road-to-residency-1" });
    const declined: Declined = new Map([["key-1", ["calendar"]]]);
    expect(invitations(spaced(1), [meeting, wednesday])[1]).toBe("later");
    expect(invitations(spaced(1), [meeting, wednesday], { declined })[1]).toBe("alone");
    expect(invitations(spaced(1), [tuesday, wednesday], { paused: [tuesday.id] })[1]).toBe("alone");
  });
});

describe("what really went out in a week counts", () => {
  const [sooner, later] = [on("2027-02-20", {}, "2027-02-10"), on("2027-02-23")];
  const invited = { session: later.id, wave: "open", on: "2027-02-09" };

  test("so a sooner session that is known only after an invitation of that week waits", () => {
    expect(invitations(spaced(1), [sooner, later])[0]).toBe("alone");
    expect(invitations(spaced(1), [sooner, later], { told: [invited] })[0]).toBe("later");
    expect(invitations(spaced(2), [sooner, later], { told: [invited] })[0]).toBe("alone");
  });

  test.each([
    ["a session that was cancelled meanwhile", { status: "cancelled" }],
    ["a session that was moved out of sight meanwhile", { startsAt: "2027-04-20T21:30:00.000Z" }],
  ] as const)("also of %s", (_, change) => {
    expect(invitations(spaced(1), [sooner, { ...later, ...change }], { told: [invited] })[0]).toBe("later");
  });

  test.each([
    ["a word on the eve", "day-before-1"],
    ["thanks", "thanks"],
  ])("also %s", (_, wave) => {
    const over = on("2027-02-09", { rsvp: "required" });
    const told = [{ session: over.id, wave, on: "2027-02-09" }];
    expect(invitations(spaced(1), [sooner, over], { told })[0]).toBe("later");
  });

  test.each([
    ["a week before", { ...invited, on: "2027-02-05" }],
    ["what changed", { ...invited, wave: "moved-1" }],
  ])("but not %s", (_, told) => {
    expect(invitations(spaced(1), [sooner, later], { told: [told] })[0]).toBe("alone");
  });
});

test("invitations wait where the calendar's mails fill their week", () => {
  // Road to Residency I goes out on January 15, a Friday.
  const wednesday = { today: "2027-01-13" };
  expect(invitations(spaced(1), [on("2027-01-27")], wednesday)).toEqual(["later"]);
  expect(invitations(spaced(2), [on("2027-01-27")], wednesday)).toEqual(["alone"]);
});

describe("at another time than in the morning", () => {
  const at = (today: string, one: KnownSession): string => {
    const when = { today, now: instantAt(today, "15:00", ZONE), isPaused: () => false };
    return spacingOf({ program: spaced(2), session: one, among: [one], ...when }, ada, "open");
  };

  test("what can wait for the next digest waits for the morning, which knows the week's mails, and the rest goes", () => {
    expect([at("2027-02-10", on("2027-02-15")), at("2027-02-10", on("2027-02-14"))]).toEqual(["later", "alone"]);
  });

  test("on a digest's day the next digest is that of the week after", () => {
    expect([at("2027-02-12", on("2027-02-22")), at("2027-02-12", on("2027-02-21"))]).toEqual(["later", "alone"]);
  });
});

describe("thanks", () => {
  const over = on("2027-02-08", { rsvp: "required" });
  const thanks = (sessions: readonly KnownSession[], today: string) => {
    const morning: ToldSoFar = new Map();
    noteTold(morning, ada.person, { session: over.id, wave: "open", on: "2027-01-25" });
    const when = { today, now: instantAt(today, "09:00", ZONE), morning, isPaused: () => false };
    return spacingOf({ program: spaced(1), session: over, among: sessions, ...when }, ada, "thanks");
  };

  test("wait for the digest of a week without room", () => {
    expect(thanks([over], "2027-02-09")).toBe("alone");
    expect(thanks([over, on("2027-02-24")], "2027-02-09")).toBe("later");
    expect(thanks([over], "2027-02-12")).toBe("in digest");
  });

  test("wait for no digest that would be too late for them", () => {
    expect(thanks([over, on("2027-03-10")], "2027-02-22")).toBe("alone");
  });
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
