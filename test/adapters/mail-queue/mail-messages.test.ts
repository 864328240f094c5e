import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailMessages, type ToSend } from "#adapters/mail-queue/mail-messages.ts";
import { MailPlanned } from "#events/mail/mail-planned.ts";

const mail = (nth: number, wave = "open", occurrence = "survey@2027", group = "class1"): ToSend => ({
  schoolId: `S${nth}`,
  student: `${group}-of-${nth}`,
  occurrence,
  wave,
  plannedAt: "2027-04-01T13:00:00.000Z",
});

describe("the messages for planned mails", () => {
  const sizes = (mails: readonly ToSend[], limits?: { ratePerSecond: number }) =>
    mailMessages("hms", mails, limits).map(({ people }) => people.length);
  const groups = (count: number, members: number) =>
    Array.from({ length: count * members }, (_, nth) =>
      mail(nth, "open", "survey@2027", `grp${String(Math.floor(nth / members)).padStart(3, "0")}`),
    );

  test("hold at most 100 students each while nobody knows how fast the account sends", () => {
    expect(sizes(Array.from({ length: 201 }, (_, nth) => mail(nth)))).toEqual([100, 100, 1]);
    expect(sizes(groups(3, 70))).toEqual([70, 70, 70]);
  });

  test("hold three groups of an account that sends them in one turn", () => {
    expect(sizes(groups(4, 100), { ratePerSecond: 50 })).toEqual([300, 100]);
    expect(sizes(groups(5, 70), { ratePerSecond: 50 })).toEqual([280, 70]);
  });

  test("hold as many groups as a slower account sends in one turn, and of a very slow one a piece of a group", () => {
    expect(sizes(groups(4, 100), { ratePerSecond: 14 })).toEqual([200, 200]);
    expect(sizes(groups(2, 100), { ratePerSecond: 10 })).toEqual([100, 100]);
    expect(sizes(groups(2, 35), { ratePerSecond: 2 })).toEqual([30, 5, 30, 5]);
    expect(sizes(groups(1, 3), { ratePerSecond: 0.01 })).toEqual([1, 1, 1]);
  });

  test("hold groups of classmates whole, several small ones in one", () => {
    const class2 = Array.from({ length: 60 }, (_, nth) =>
      mail(nth, "open", "survey@2027", nth % 2 ? "group1" : "group2"),
    );
    const more = Array.from({ length: 80 }, (_, nth) => mail(100 + nth, "open", "survey@2027", "group3"));
    expect(sizes([...class2, ...more])).toEqual([60, 80]);
    const [first] = mailMessages("hms", [...class2, ...more]);
    expect(first?.people.slice(0, 3)).toEqual(["S0", "S2", "S4"]);
  });

  test("keep waves and occurrences apart", () => {
    const messages = mailMessages("hms", [mail(1), mail(2, "remind-1"), mail(3), mail(4, "open", "panel@2027")]);
    expect(messages.map(({ occurrence, wave, people }) => [occurrence, wave, ...people])).toEqual([
      ["survey@2027", "open", "S1", "S3"],
      ["survey@2027", "remind-1", "S2"],
      ["panel@2027", "open", "S4"],
    ]);
  });

  test("name every mail exactly once, and are what the queue takes", () => {
    const mails = fc.array(fc.tuple(fc.nat(400), fc.constantFrom("open", "remind-1", "last-call")), { maxLength: 300 });
    fc.assert(
      fc.property(mails, fc.option(fc.double({ min: 0.01, max: 500, noNaN: true })), (chosen, rate) => {
        const wanted = chosen.map(([nth, wave]) => mail(nth, wave));
        const limits = rate === null ? undefined : { ratePerSecond: rate };
        const messages = mailMessages("hms", wanted, limits).map((message) => MailPlanned.parse(message));
        const named = messages.flatMap(({ wave, people }) => people.map((id) => `${id}/${wave}`));
        expect(named.sort()).toEqual(wanted.map(({ schoolId, wave }) => `${schoolId}/${wave}`).sort());
      }),
    );
  });

  test("are none for no mails", () => {
    expect(mailMessages("hms", [])).toEqual([]);
  });
});
