import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSesEvent } from "../../../functions/track-mail/ses-event.ts";
import { bounceOf, feedback } from "./feedback.fixture.ts";

const told = (eventType: string, detail: object = {}) => readSesEvent(feedback(eventType, { detail }).detail);
const complaint = (complaintSubType: string | null) => ({
  complaint: { complaintSubType, complaintFeedbackType: "abuse" },
});

describe("what an event of SES tells of its mail and of its address", () => {
  test.each([
    ["Send", {}, "sent", undefined],
    ["DeliveryDelay", {}, "sent", undefined],
    ["Delivery", {}, "delivered", undefined],
    ["Reject", {}, "rejected", undefined],
    ["Rendering Failure", {}, "rejected", undefined],
    ["Bounce", bounceOf("Permanent", "General", "5.1.1"), "bounced", "bounced"],
    ["Bounce", bounceOf("Permanent", "NoEmail"), "bounced", "bounced"],
    ["Bounce", bounceOf("Transient", "MailboxFull", "5.2.2"), "bounced", "returned"],
    ["Bounce", bounceOf("Transient", "MessageTooLarge", "5.3.4"), "bounced", "returned"],
    ["Bounce", bounceOf("Transient", "General", "4.4.7"), "bounced", "returned"],
    ["Bounce", bounceOf("Transient", "ContentRejected", "5.7.1"), "bounced", "returned"],
    ["Bounce", bounceOf("Undetermined", "Undetermined"), "bounced", "returned"],
    ["Bounce", {}, "bounced", "returned"],
    ["Complaint", complaint(null), "complained", "complained"],
    ["Complaint", {}, "complained", "complained"],
  ])("%s %j: the mail is %s, the address %s", (eventType, detail, state, address) => {
    expect(told(eventType, detail)).toMatchObject({ state });
    expect(told(eventType, detail)?.address).toBe(address);
  });

  // https://github.com/knadh/listmonk/issues/1463
  test.each(["5.4.4", "5.1.2", "5.1.10", "5.2.1"])(
    "case 25: a bounce that SES calls transient is of a dead address by its status %s",
    (status) => {
      expect(told("Bounce", bounceOf("Transient", "General", status))?.address).toBe("bounced");
    },
  );

  // https://github.com/knadh/listmonk/issues/489
  test("case 26: a complaint is no bounce, and a bounce off a suppression list is no complaint", () => {
    expect(told("Complaint", complaint(null))?.state).toBe("complained");
    expect(told("Bounce", bounceOf("Permanent", "OnAccountSuppressionList", "5.1.1"))).toEqual({
      state: "bounced",
      reason: "not sent: the address is on a suppression list",
      address: "bounced",
    });
    expect(told("Bounce", bounceOf("Permanent", "Suppressed"))?.state).toBe("bounced");
    expect(told("Complaint", complaint("OnAccountSuppressionList"))).toMatchObject({
      state: "bounced",
      address: "complained",
    });
  });

  test("case 26: the type is read under either of its names", () => {
    const { mail } = feedback("Delivery", {}).detail;
    expect(readSesEvent({ notificationType: "Delivery", mail })).toEqual({ state: "delivered" });
    expect(readSesEvent({ mail })).toBeUndefined();
  });

  test.each(["Open", "Click", "Subscription", "toString"])("%s tells nothing of its mail", (eventType) => {
    expect(told(eventType)).toBeUndefined();
  });

  test.each([
    ["Bounce", {}, "bounced: no type, no subtype"],
    ["Bounce", { bounce: { bounceType: "Transient", bouncedRecipients: [] } }, "bounced: Transient, no subtype"],
    [
      "Bounce",
      { bounce: { bounceType: "Transient", bounceSubType: "General", bouncedRecipients: [{}, { status: "5.2.2" }] } },
      "bounced: Transient, General, no status, 5.2.2",
    ],
    ["Complaint", complaint(null), "complaint: abuse"],
    ["Complaint", {}, "complaint: no type"],
    ["Complaint", complaint("Suppressed"), "not sent: the address complained before"],
    ["Reject", {}, "SES rejected it after it was taken"],
    ["Rendering Failure", {}, "SES could not fill in the template"],
  ])("%s %j: the reason is what SES gave, or that it gave none", (eventType, detail, reason) => {
    expect(told(eventType, detail)?.reason).toBe(reason);
  });

  test("no reason holds an address or a free text of the other side", () => {
    expect(told("Bounce", bounceOf("Permanent", "General", "5.1.1"))?.reason).toBe(
      "bounced: Permanent, General, 5.1.1",
    );
  });
});

describe("what any event of SES tells", () => {
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
        expect(readSesEvent({ ...told, mail })?.state).toMatch(/^[a-z]+$/);
      }),
    );
  });

  test("is nothing without a type, or of a type that is not known", () => {
    for (const told of [{}, { eventType: "" }, { eventType: "constructor" }, { notificationType: "Received" }])
      expect(readSesEvent({ ...told, mail })).toBeUndefined();
  });
});
