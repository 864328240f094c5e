import { describe, expect, test } from "vitest";
import type { StudentAnswers } from "#domain/sessions/calendar-entries.ts";
import { answeredIn, calendarOf, changesBy } from "#domain/sessions/calendar-of.ts";
import type { Standing } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { icsOf } from "#files/ics/ics.ts";
import { program, student } from "../calendar/program.fixture.ts";
import { session } from "./session.fixture.ts";

const NOW = "2027-01-10T13:00:00.000Z";
const REVISED = "2026-07-01T04:00:00.000Z";

const known = (change: Partial<KnownSession> = {}): KnownSession => ({
  ...session(),
  ...{ rsvp: "yes-no", sequence: 2, revisedAt: REVISED, givenAt: REVISED, history: [] },
  ...change,
});

const senior = student({ anchors: { matriculation: 2024, graduation: 2028 } });

const entryOf = (answers?: StudentAnswers, change: Partial<KnownSession> = {}) =>
  calendarOf(program, [known(change)], { student: senior, ...(answers && { answers }) }, NOW).entries.find(({ uid }) =>
    uid.startsWith("session-"),
  );
const answered = (state: Standing["state"], changedAt?: string) =>
  entryOf({ of: new Map([["rtr1", state]]), changedAt });

describe("a student's answer in their calendar", () => {
  test.each<[Standing["state"], string, string, boolean]>([
    ["invited", "Road to Residency I", "none yet. The link is in your invitation.", true],
    ["going", "Road to Residency I", "yes, and you have a seat.", false],
    ["waiting", "Wait list: Road to Residency I", "yes, and you are on the wait list.", true],
    ["declined", "Not going: Road to Residency I", "no.", true],
    ["attended", "Road to Residency I", "you were there.", false],
    ["missed", "Road to Residency I", "yes.", false],
  ])("%s: its title, what is said, and whether it takes their time", (state, title, note, isFree) => {
    expect(answered(state)).toMatchObject({ title, notes: [`Your answer: ${note}`] });
    expect(answered(state)?.isFree ?? false).toBe(isFree);
    expect(
      icsOf(
        "x",
        "UTC",
        [entryOf({ of: new Map([["rtr1", state]]) })].flatMap((one) => one ?? []),
      ),
    ).toMatch(isFree ? /TRANSP:TRANSPARENT/ : /^(?![\s\S]*TRANSP)/);
  });

  test("is told where there is one alone, and in nobody else's calendar", () => {
    expect(entryOf()?.notes).toEqual([]);
    expect(entryOf({ of: new Map([["another", "going"]]) })?.notes).toEqual([]);
    expect(JSON.stringify(calendarOf(program, [known()], { isPublic: true }, NOW))).not.toContain("answer");
  });

  test("changes when the entry was last modified, and no sequence: the session is where it was", () => {
    const later = "2027-01-09T10:00:00.000Z";
    expect(answered("going", later)).toMatchObject({ revisedAt: later, sequence: 2 });
    expect(answered("going", "2026-01-01T00:00:00.000Z")).toMatchObject({ revisedAt: REVISED });
    expect(entryOf({ of: new Map(), changedAt: later })).toMatchObject({ revisedAt: REVISED });
  });
});

test("the days of a student grow in sequence each time that a roster moves their own days", () => {
  const sequences = (more: Partial<typeof senior>) =>
    calendarOf(program, [], { student: { ...senior, ...more } }, NOW).entries.map(({ sequence }) => sequence);
  const once = { begins: { pce: "2025-10-01" } };
  expect(new Set(sequences({}))).toEqual(new Set([0]));
  expect(new Set(sequences({ formerly: [once] }))).toEqual(new Set([1]));
  expect(new Set(sequences({ formerly: [once, {}], former: [2023] }))).toEqual(new Set([3]));
});

describe("which sessions' answers a calendar tells", () => {
  const asked = (change: Partial<KnownSession>, now = NOW) => answeredIn(program, [known(change)], senior, now);

  test("those that ask the student, of this academic year and later", () => {
    expect(asked({})).toEqual(["rtr1"]);
    expect(asked({ rsvp: "none" })).toEqual([]);
    expect(asked({ status: "cancelled", revisedAt: "2026-10-01T00:00:00.000Z" })).toEqual([]);
    expect(asked({}, "2027-07-01T03:59:00.000Z")).toEqual(["rtr1"]);
    expect(asked({}, "2027-07-01T04:00:00.000Z")).toEqual([]);
    expect(answeredIn(program, [known()], { ...senior, status: "graduated" }, NOW)).toEqual([]);
  });
});

describe("until when the same records make the same calendar", () => {
  test("the academic year's end, or the day on which a cancelled session goes", () => {
    expect(changesBy(program, [known()], NOW)).toBe("2027-07-01T04:00:00.000Z");
    const cancelled = known({ status: "cancelled", revisedAt: "2027-01-05T05:00:00.000Z" });
    const gone = changesBy(program, [known(), cancelled], NOW);
    expect(gone).toBe("2027-02-05T00:00:00.000Z");
    const shown = (now: string) => calendarOf(program, [cancelled], { isPublic: true }, now).entries.length;
    expect([shown("2027-02-04T23:59:59.999Z"), shown(gone)]).toEqual([1, 0]);
    expect(changesBy(program, [cancelled], gone)).toBe("2027-07-01T04:00:00.000Z");
  });
});
