import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dispatchOf, letterTo, withAttempt } from "../../../functions/send-mail/letters.ts";
import { mailNamed } from "../../../functions/track-mail/mail-named.ts";
import { newsOf } from "../../../functions/track-mail/news.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { keys, messageTo, occurrence, plannedAt, queuedAt, studentNamed } from "../send-mail/april.fixture.ts";
import { tagsOf } from "./feedback.fixture.ts";

const named = (tags?: Record<string, string[]>) => mailNamed({ messageId: "m-1", ...(tags && { tags }) });

describe("the mail that an event of SES names", () => {
  test("is the one that was sent with those tags, in that attempt", () => {
    const key = "_Zx-81Kq4vT0aB3_9wLm-2";
    const desk = { program, keys, siteUrl: "https://careers.school.example" };
    const letter = letterTo(studentNamed(key), dispatchOf(program, messageTo([]), queuedAt), desk);
    const { tags } = withAttempt(letter.recipient, 3);
    const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { occurrence, student: key, wave: "open", attempt: 3, plannedAt };
    expect(named({ ...listed, "ses:caller-identity": ["matchward"] })).toEqual(mail);
  });

  test.each(["milestone", "year", "wave", "student", "planned", "attempt"])(
    "is none of ours where the tag %s is missing, is there twice or is empty",
    (tag) => {
      const { [tag]: value = [], ...others } = tagsOf("ada");
      expect(named({ ...others, [tag]: value })).toBeDefined();
      for (const wrong of [
        others,
        { ...others, [tag]: [] },
        { ...others, [tag]: [...value, ...value] },
        { ...others, [tag]: [""] },
      ])
        expect(named(wrong)).toBeUndefined();
    },
  );

  test("is none of ours where the event has no tags at all", () => {
    expect(named()).toBeUndefined();
    expect(named({})).toBeUndefined();
  });

  test("is named whole or not at all, whatever the tags are", () => {
    const value = fc.array(fc.oneof(fc.string(), fc.constantFrom("0", "99999999999", "-1", "1e3", "2027")), {
      maxLength: 2,
    });
    const tags = fc.dictionary(fc.constantFrom(...Object.keys(tagsOf("ada")), "__proto__"), value);
    fc.assert(
      fc.property(tags, (some) => {
        const mail = named({ ...tagsOf("ada"), ...some });
        if (mail === undefined) return;
        expect(mail.plannedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
        expect(mail.attempt).toBeGreaterThan(0);
        expect(mail.occurrence).toMatch(/@\d{4}$/);
      }),
    );
  });
});

describe("what an event of SES tells", () => {
  const mail = { messageId: "m-1" };
  const text = fc.oneof(fc.constantFrom("Permanent", "Transient", "General", "Suppressed", "", "Strange"), fc.string());
  const missing = { requiredKeys: [] };
  const detail = fc.record(
    {
      eventType: fc.constantFrom(
        "Send",
        "Delivery",
        "DeliveryDelay",
        "Bounce",
        "Complaint",
        "Reject",
        "Rendering Failure",
      ),
      notificationType: text,
      bounce: fc.record(
        {
          bounceType: text,
          bounceSubType: text,
          bouncedRecipients: fc.array(fc.record({ status: fc.constantFrom("5.1.1", "4.4.7", "") }, missing)),
        },
        missing,
      ),
      complaint: fc.record({ complaintSubType: text, complaintFeedbackType: text }, missing),
    },
    { requiredKeys: ["eventType"] },
  );

  test("is a state of the mail for each type that is asked for, whichever of its fields are missing", () => {
    fc.assert(
      fc.property(detail, (told) => {
        expect(newsOf({ ...told, mail })?.state).toMatch(/^[a-z]+$/);
      }),
    );
  });

  test("is nothing without a type, or of a type that is not known", () => {
    for (const told of [{}, { eventType: "" }, { eventType: "constructor" }, { notificationType: "Received" }])
      expect(newsOf({ ...told, mail })).toBeUndefined();
  });
});
