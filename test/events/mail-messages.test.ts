import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailMessages, type ToSend } from "#events/mail-messages.ts";
import { MailPlanned } from "#events/mail-planned.ts";

const mail = (nth: number, wave = "open", occurrence = "survey@2027"): ToSend => ({
  studentId: `S${nth}`,
  milestone: occurrence.split("@")[0] ?? "",
  occurrence,
  wave,
  plannedAt: "2027-04-01T13:00:00.000Z",
});

describe("the messages for planned mails", () => {
  test("hold at most 50 students each", () => {
    const messages = mailMessages(Array.from({ length: 101 }, (_, nth) => mail(nth)));
    expect(messages.map(({ studentIds }) => studentIds.length)).toEqual([50, 50, 1]);
  });

  test("keep waves and occurrences apart", () => {
    const messages = mailMessages([mail(1), mail(2, "remind-1"), mail(3), mail(4, "open", "panel@2027")]);
    expect(messages.map(({ occurrence, wave, studentIds }) => [occurrence, wave, ...studentIds])).toEqual([
      ["survey@2027", "open", "S1", "S3"],
      ["survey@2027", "remind-1", "S2"],
      ["panel@2027", "open", "S4"],
    ]);
  });

  test("name every mail exactly once, and are what the queue takes", () => {
    const mails = fc.array(fc.tuple(fc.nat(400), fc.constantFrom("open", "remind-1", "last-call")), { maxLength: 300 });
    fc.assert(
      fc.property(mails, (chosen) => {
        const wanted = chosen.map(([nth, wave]) => mail(nth, wave));
        const messages = mailMessages(wanted).map((message) => MailPlanned.parse(message));
        const named = messages.flatMap(({ wave, studentIds }) => studentIds.map((id) => `${id}/${wave}`));
        expect(named.sort()).toEqual(wanted.map(({ studentId, wave }) => `${studentId}/${wave}`).sort());
      }),
    );
  });

  test("are none for no mails", () => {
    expect(mailMessages([])).toEqual([]);
  });
});
