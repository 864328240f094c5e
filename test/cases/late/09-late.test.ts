import { describe, expect, test } from "vitest";
import { foretold, mailsTo } from "./foretold.ts";

describe("who comes late", () => {
  const september = () =>
    foretold({ roster: "09-class.csv", later: { "2026-09-01": "09-transfer-in-september.csv" }, to: "2027-06-30" });

  test("gets the access code that everybody needs on the day of arrival, and is then asked to use it", async () => {
    const mails = mailsTo(await september(), "00410112");
    expect(mails[0]).toBe("2026-09-01 cim-access-code@2026 open");
    expect(mails[1]).toBe("2026-10-19 intro-cim-survey@2026 open");
    expect(mails).toHaveLength(6);
  });

  test("also as a transfer into the third year, whose class had it before matchward", async () => {
    expect(mailsTo(await september(), "00410113")).toEqual([
      "2026-09-01 cim-access-code@2024 open",
      "2027-01-15 road-to-residency-1@2027 open",
      "2027-04-15 road-to-residency-2@2027 open",
      "2027-06-01 applying-with-eras@2027 open",
    ]);
  });

  test("gets one mail for all that is open, and the usual reminders after it", async () => {
    const late = await foretold({
      ...{ roster: "09-class.csv", to: "2026-12-31" },
      later: { "2026-10-24": "09-transfer-in-september.csv" },
    });
    expect(mailsTo(late, "00410112")).toEqual([
      "2026-10-26 cim-access-code@2026 open + intro-cim-survey@2026",
      "2026-11-02 intro-cim-survey@2026 remind-2",
      "2026-11-09 intro-cim-survey@2026 remind-3",
      "2026-11-16 intro-cim-survey@2026 last-call",
    ]);
    expect(late.tasks.filter(({ studentId }) => studentId === "00410112")).toMatchObject([{ status: "due" }]);
  });

  test.each(["2026-10-17", "2026-10-19"])(
    "and comes on %s, into the morning on which a milestone opens by itself, gets one mail and not two",
    async (day) => {
      const late = await foretold({
        ...{ roster: "09-class.csv", to: "2026-10-31" },
        later: { [day]: "09-transfer-in-september.csv" },
      });
      expect(mailsTo(late, "00410112")).toEqual([
        "2026-10-19 cim-access-code@2026 open + intro-cim-survey@2026",
        "2026-10-26 intro-cim-survey@2026 remind-1",
      ]);
      expect(mailsTo(late, "00410111")).toContain("2026-10-19 intro-cim-survey@2026 open");
    },
  );

  test("a day before it gets two, each on its own day", async () => {
    const late = await foretold({
      ...{ roster: "09-class.csv", to: "2026-10-20" },
      later: { "2026-10-16": "09-transfer-in-september.csv" },
    });
    expect(mailsTo(late, "00410112")).toEqual([
      "2026-10-16 cim-access-code@2026 open",
      "2026-10-19 intro-cim-survey@2026 open",
    ]);
  });

  test("is not told on Saturday that today is the day", async () => {
    const late = await foretold({
      ...{ roster: "09-class.csv", from: "2028-03-01", to: "2028-03-31" },
      later: { "2028-03-18": "09-transfer-in-september.csv" },
    });
    expect(mailsTo(late, "00410113")).toEqual(["2028-03-20 cim-access-code@2024 open"]);
  });
});
