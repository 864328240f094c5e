import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readFeedback } from "../../../functions/track-mail/read-feedback.ts";

const sample = JSON.parse(readFileSync("events/samples/9-ses-feedback.json", "utf8"));
const sentAt = "2027-04-29T13:01:00.000Z";
const read = (told: unknown) => readFeedback(JSON.stringify(told), sentAt);
const inEnvelope = (Message: string) => ({ Type: "Notification", MessageId: "n-1", TopicArn: "arn", Message });

describe("what SES tells", () => {
  test("is the same by the bus, by the topic, and in the topic's envelope", () => {
    const byBus = read(sample);
    expect(byBus).toMatchObject({ news: { eventType: "Bounce" }, at: "2027-04-29T13:00:08.412Z" });
    expect(read(sample.detail)).toEqual(byBus);
    expect(read(inEnvelope(JSON.stringify(sample.detail)))).toEqual(byBus);
  });

  test("happened when it says, else when SES took the mail, else when it was brought", () => {
    const { mail } = sample.detail;
    const delivery = { timestamp: "2027-04-29T13:00:07.000Z" };
    expect(read({ eventType: "Delivery", delivery, mail })?.at).toBe("2027-04-29T13:00:07.000Z");
    expect(read({ eventType: "Send", send: {}, mail })?.at).toBe(mail.timestamp);
    const bare = { messageId: "m-1", timestamp: "yesterday" };
    expect(read({ eventType: "Send", mail: bare })?.at).toBe(sentAt);
    expect(read({ ...sample, detail: { eventType: "Send", mail: bare } })?.at).toBe("2027-04-29T13:00:09.000Z");
  });

  test("says no more of why where a reason is null, or no text, and is heard all the same", () => {
    const { mail } = sample.detail;
    const complaint = { complaintSubType: null, complaintFeedbackType: null, timestamp: null };
    expect(read({ eventType: "Complaint", complaint, mail })).toMatchObject({ news: { eventType: "Complaint" } });
    const bounce = { bounceType: null, bounceSubType: 7, bouncedRecipients: [{ status: null }] };
    expect(read({ eventType: "Bounce", bounce, mail })).toMatchObject({ news: { eventType: "Bounce" } });
    expect(read({ eventType: "Bounce", bounce: { bouncedRecipients: null }, mail })).toBeDefined();
  });

  // https://github.com/ope-tech/laravel-ses/issues/10
  test("is nothing where SES tries its topic out", () => {
    const words = "Successfully validated SNS topic for Amazon SES event publishing.";
    expect(readFeedback(words, sentAt)).toBeUndefined();
    expect(read(inEnvelope(words))).toBeUndefined();
  });

  test.each([
    ["no JSON", "no JSON", "not JSON"],
    ["a list", "[]", "the whole"],
    ["news without its mail", JSON.stringify({ eventType: "Bounce" }), "mail (invalid_type)"],
    ["an event without its mail", JSON.stringify({ ...sample, detail: {} }), "detail.mail (invalid_type)"],
    ["an event of another kind", JSON.stringify({ ...sample, "detail-type": "Email Opened" }), "detail-type"],
    ["an envelope of another kind", JSON.stringify({ Type: "SubscriptionConfirmation" }), "Type"],
    ["an envelope around no JSON", JSON.stringify(inEnvelope("hello")), "not JSON"],
  ])("is refused, without its values, where it is %s", (_, body, what) => {
    expect(() => readFeedback(body, sentAt)).toThrow(what);
  });
});
