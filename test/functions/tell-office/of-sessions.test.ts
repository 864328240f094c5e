import { expect, test } from "vitest";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import type { Unconfirmed } from "#domain/forecast/unconfirmed.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { letterText } from "#files/letters/letter.ts";
import { guestMail, sessionsTomorrow, withoutSession } from "../../../functions/tell-office/of-sessions.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";

const SUMMER = "2026-08-03T16:00:00.000Z";
const known = (change: Partial<Session> = {}): KnownSession => {
  const [one] = takeIn([], [{ session: session(change), kept: [] }], SUMMER);
  if (one === undefined) throw new Error("no session");
  return one;
};
const roles = { dean: { title: "Dean for Students", email: "dean@example.edu" } };
const owned = {
  ...program,
  school: { ...program.school, roles },
  milestones: program.milestones.map((one) => ({ ...one, owner: "dean" })),
};

test("on the eve the owner hears how many come, and what they eat, and nobody's name", async () => {
  const lists = memoryGuestLists();
  const dinner = known({ rsvp: "required", capacity: 3 });
  for (const [key, guests, dietary] of [
    ["ada", 1, "vegetarian"],
    ["bo", 0, "vegetarian"],
    ["cy", 0, "no nuts"],
  ] as const)
    await lists.answer(dinner, key, { answer: "yes", guests, dietary }, SUMMER);
  const mail = guestMail(owned, dinner, await lists.get("rtr1"), []);
  expect(mail).toMatchObject({ name: "guests/rtr1/2027-01-20", to: "dean@example.edu" });
  expect(mail.letter.subject).toBe("Tomorrow: Road to Residency I, 3 come");
  const text = letterText(mail.letter);
  expect(text).toContain("3 come, 1 of them brought by a student");
  expect(text).toContain("1 on the wait list");
  expect(text).toContain("vegetarian (2)");
  expect(text).not.toMatch(/no nuts|ada|bo\b|cy\b/);
});

test("it says how many who come are of another class by now, or away", async () => {
  const lists = memoryGuestLists();
  const meeting = known({ rsvp: "required" });
  for (const key of ["key-1", "key-2"]) await lists.answer(meeting, key, { answer: "yes", guests: 0 }, SUMMER);
  const students = [stored(1, { anchors: { matriculation: 2024, graduation: 2028 } }), stored(2), stored(3)];
  const { letter } = guestMail(owned, meeting, await lists.get("rtr1"), students);
  expect(letterText(letter)).toContain("1 of another class or away by now: please ask whether they come");
});

test("the office hears it where nobody owns the item", async () => {
  const mail = guestMail(program, known({ rsvp: "yes-no" }), await memoryGuestLists().get("rtr1"), []);
  expect(mail.to).toBe(program.school.office.email);
});

test("only sessions of tomorrow that ask for answers and take place are told of", () => {
  const all = [
    known({ rsvp: "required" }),
    known({ id: "b" }),
    known({ id: "c", rsvp: "yes-no", status: "cancelled" }),
  ];
  expect(sessionsTomorrow(program, all, "2027-01-19").map(({ id }) => id)).toEqual(["rtr1"]);
  expect(sessionsTomorrow(program, all, "2027-01-18")).toEqual([]);
});

test("an owner is not asked for a day that a planned session gives", () => {
  const row = { milestone: "road-to-residency-1", title: "Road to Residency I" };
  const rows: Unconfirmed[] = [{ ...row, about: "2027-01-01", until: "2027-01-31" }];
  expect(withoutSession(program, rows, [known()])).toEqual([]);
  expect(withoutSession(program, rows, [known({ status: "cancelled" })])).toEqual(rows);
  expect(withoutSession(program, rows, [known({ item: "match-day" })])).toEqual(rows);
});
