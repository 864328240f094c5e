import fc from "fast-check";
import { expect, test } from "vitest";
import type { SesFeedback } from "#events/mail/ses-feedback.ts";
import { foldFeedback } from "../../../functions/track-mail/fold-feedback.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { occurrence, studentNamed } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, byTopic, feedback, tagsOf } from "./feedback.fixture.ts";
import { mailed, type School } from "./mailed.fixture.ts";

const KEYS = ["ada", "bob"];
const DETAILS: Record<string, object> = {
  Send: {},
  DeliveryDelay: {},
  Delivery: {},
  Bounce: bounceOf("Permanent", "General", "5.1.1"),
  Complaint: { complaint: { complaintFeedbackType: "abuse" } },
};

const anyEvent = fc
  .record({
    type: fc.constantFrom(...Object.keys(DETAILS)),
    student: fc.constantFrom(...KEYS),
    attempt: fc.constantFrom(1, 1, 1, 2),
    minute: fc.integer({ min: 10, max: 59 }),
  })
  .map(({ type, student, attempt, minute }) =>
    feedback(type, {
      tags: tagsOf(student, attempt),
      email: `${student}@students.example`,
      time: `2027-04-01T13:${minute}:00Z`,
      detail: DETAILS[type] ?? {},
    }),
  );
const anyEvents = fc.array(anyEvent, { maxLength: 8 });

const recordsOf = async ({ parts, people }: School) => [await parts.ofOccurrence(occurrence), await people.all()];
const schoolOfBoth = () => mailed(KEYS.map((key) => studentNamed(key)));

/** What the records hold after one batch. */
const after = async (events: readonly SesFeedback[]) => {
  const school = await schoolOfBoth();
  expect((await trackMails(school, byBus(...events))).failed).toEqual([]);
  return recordsOf(school);
};

test("whatever the order in a batch, and however often each event is told, the records end the same", async () => {
  const anyTelling = anyEvents.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
  );
  await fc.assert(
    fc.asyncProperty(anyTelling, async ([events, told]) => {
      expect(await after(told)).toEqual(await after(events));
    }),
  );
});

test("told once more, in any pieces, by either way, a batch changes nothing more", async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, fc.nat({ max: 8 }), async (events, cut) => {
      const school = await schoolOfBoth();
      await trackMails(school, byBus(...events));
      const before = await recordsOf(school);
      await trackMails(school, byTopic(...events.slice(cut)));
      await trackMails(school, byBus(...events.slice(0, cut)));
      expect(await recordsOf(school)).toEqual(before);
    }),
  );
});

test("every message is foreign to another program, whatever it tells", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const nothing = { mails: [], addresses: [], advisors: [], silent: 0 };
      expect(foldFeedback("hms-exchange", byBus(...events))).toEqual({ ...nothing, foreign: events.length });
    }),
  );
});

test("every message is heard in a mail, or counted", () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { mails, foreign, silent } = foldFeedback("hms", byBus(...events));
      expect(mails.flatMap(({ ids }) => ids)).toHaveLength(events.length);
      expect([foreign, silent]).toEqual([0, 0]);
    }),
  );
});
