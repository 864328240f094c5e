import { describe, expect, test } from "vitest";
import type { SesFeedback } from "#events/mail/ses-feedback.ts";
import { foldFeedback } from "../../../functions/track-mail/fold-feedback.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { plannedAt } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, feedback, tagsOf } from "./feedback.fixture.ts";

const EARLY = "2027-04-01T13:05:00.000Z";
const LATE = "2027-04-01T15:00:00.000Z";
const EMAIL = "ada@students.example";
const NAMED = {
  program: "hms",
  occurrence: "retake-cim-survey@2027",
  wave: "open",
  student: "ada",
  plannedAt,
  attempt: 1,
};

const folded = (...events: SesFeedback[]) => foldFeedback(program.id, byBus(...events));
const bothWays = (one: SesFeedback, other: SesFeedback) => [folded(one, other), folded(other, one)];
const hard = (change: object = {}) =>
  feedback("Bounce", { detail: bounceOf("Permanent", "General", "5.1.1"), ...change });

describe("of several reports of one mail", () => {
  test("the more final one stands, in whatever order they come", () => {
    for (const { mails } of bothWays(feedback("Delivery", { time: EARLY }), feedback("Complaint", { time: LATE })))
      expect(mails).toMatchObject([{ mail: { state: "complained", at: LATE }, ids: ["m0", "m1"] }]);
    for (const { mails } of bothWays(feedback("Delivery", { time: LATE }), feedback("Send", { time: EARLY })))
      expect(mails).toMatchObject([{ mail: { state: "delivered", at: LATE } }]);
  });

  test("the earlier one stands where they say the same, in whatever order they come", () => {
    for (const { mails } of bothWays(feedback("Delivery", { time: LATE }), feedback("Delivery", { time: EARLY })))
      expect(mails).toMatchObject([{ mail: { state: "delivered", at: EARLY } }]);
  });

  test("the same one stands where they differ in nothing but their words, in whatever order they come", () => {
    const [one, other] = bothWays(hard(), feedback("Bounce", { detail: bounceOf("Permanent", "NoEmail") }));
    expect(one?.mails[0]?.mail).toEqual(other?.mails[0]?.mail);
    expect(one?.addresses[0]?.news).toEqual(other?.addresses[0]?.news);
  });

  test("none gives a reason where SES gave none", () => {
    const mail = { state: "delivered", plannedAt, attempt: 1, at: EARLY, messageId: "m-1" };
    expect(folded(feedback("Delivery", {})).mails[0]?.mail).toStrictEqual(mail);
  });
});

describe("of an address", () => {
  test("the mails that came back stand, and no other that it tells of", () => {
    const { addresses } = folded(feedback("Complaint", { tags: tagsOf("ada", 2) }), hard());
    const news = { state: "complained", at: EARLY, email: EMAIL };
    expect(addresses).toMatchObject([{ student: "ada", news, bounced: [NAMED], ids: ["m0", "m1"] }]);
  });

  test("the news was brought when the last message of it was", () => {
    const [first, second] = byBus(hard(), hard());
    const queued = (one: typeof first, broughtAt: string) =>
      one?.message ? [{ ...one, message: { ...one.message, broughtAt } }] : [];
    const [early, late] = [queued(first, EARLY), queued(second, LATE)];
    for (const batch of [
      [...early, ...late],
      [...late, ...early],
    ])
      expect(foldFeedback(program.id, batch).addresses).toMatchObject([{ broughtAt: LATE }]);
  });

  test("nothing is told where the event names none, and the mail is recorded all the same", () => {
    const { detail, ...event } = hard();
    for (const destination of [undefined, []]) {
      const nameless = { ...event, detail: { ...detail, mail: { ...detail.mail, destination } } };
      expect(folded(nameless)).toMatchObject({ mails: [{ mail: { state: "bounced" } }], addresses: [] });
    }
  });
});
