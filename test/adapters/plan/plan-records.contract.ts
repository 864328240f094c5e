import { expect, test } from "vitest";
import type { Choices } from "#adapters/choices/choices.ts";
import type { Feeds } from "#adapters/feeds/feeds.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { PlanRecords } from "#adapters/plan/plan-records.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";

const AT = "2027-04-01T13:00:00.000Z";
const ADA = studentNamed("class1-ada");
const WHO = { person: ADA.person, schoolId: ADA.schoolId };

interface Stores {
  people: People;
  choices: Choices;
  feeds: Feeds;
  parts: Parts;
  guestLists: GuestLists;
  planRecords: PlanRecords;
}

/** What any look at all that a plan is made of does; `open` makes empty stores, and the look at them. */
export const planRecordsContract = (open: () => Promise<Stores>): void => {
  test("nobody is found where nobody is, or was removed, or has another key by now", async () => {
    const { people, planRecords } = await open();
    expect((await planRecords.own(WHO)).student).toBeUndefined();
    await people.save(ADA);
    expect((await planRecords.own(WHO)).student).toMatchObject({ person: ADA.person, track: "pathways" });
    expect((await planRecords.own({ ...WHO, person: "class1-eve" })).student).toBeUndefined();
    await people.remove(ADA.schoolId, { at: AT, why: "office" });
    expect((await planRecords.own(WHO)).student).toBeUndefined();
  });

  test("a student's choices and calendar come along, and no classmate's", async () => {
    const { people, choices, feeds, planRecords } = await open();
    await people.save(ADA);
    expect(await planRecords.own(WHO)).toMatchObject({ declined: [], feed: undefined, mark: undefined });
    await choices.decline(ADA.person, "nudges", AT);
    await choices.decline("class1-ben", "match", AT);
    await feeds.readdress(`student.${ADA.person}`, { issue: 0, hash: "h", at: AT, student: WHO });
    await feeds.readdress("student.class1-ben", { issue: 0, hash: "b", at: AT });
    await feeds.markAll("m1");
    expect(await planRecords.own(WHO)).toMatchObject({
      ...{ declined: ["nudges"], mark: "m1" },
      feed: { issue: 1, address: { hash: "h", at: AT } },
    });
  });

  test("of many occurrences and sessions those are answered of which something is on record", async () => {
    const { parts, guestLists, planRecords } = await open();
    const of = { milestone: "retake-cim-survey", cohort: "pathways-2029", asks: "answer" as const };
    const occurrences = Array.from({ length: 120 }, (_, nth) => `retake-cim-survey@${1900 + nth}`);
    for (const student of [ADA.person, "class1-ben"])
      for (const occurrence of occurrences.slice(-2))
        await parts.claim([{ ...of, occurrence, student }], "open", { plannedAt: AT, at: AT });
    await guestLists.answer(session(), ADA.person, { answer: "yes", guests: 0 }, AT);
    const found = await planRecords.standing(ADA.person, { occurrences, sessions: ["no-such-session", session().id] });
    expect(found.parts.map((part) => [part.student, part.occurrence]).toSorted()).toEqual(
      occurrences.slice(-2).map((occurrence) => [ADA.person, occurrence]),
    );
    expect(found.guestLists).toMatchObject([{ session: session().id, places: { [ADA.person]: 1 } }]);
    expect(await planRecords.standing(ADA.person, { occurrences: [], sessions: [] })).toEqual({
      ...{ parts: [], guestLists: [] },
    });
  });
};
