import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findOccurrence, occurrencesFor, occurrencesIn } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { preview } from "#domain/forecast/preview.ts";
import { yearOf } from "#domain/time/dates.ts";
import { mailingTags, readMailTags } from "#events/mail/mail-tags.ts";
import { program, student } from "../../domain/calendar/program.fixture.ts";
import { BASELINE, readSmall, told } from "../../files/program-folder/small-program.ts";

const ID = "winter-careers-session";

const session = readFileSync(new URL("../files/27-winter-session.yaml", import.meta.url), "utf8")
  .replaceAll(/^#.*\n/gm, "")
  .replace("[pathways]", "[long]");

const files = {
  ...BASELINE,
  "calendar.yaml": `${BASELINE["calendar.yaml"]}\n${session}`,
  [`emails/${ID}.md`]: BASELINE["emails/news.md"],
};

const held = (dates: Record<string, string>, anchor: "matriculation" | "graduation" = "matriculation"): Program => {
  const [any] = program.milestones;
  if (any === undefined) throw new Error("no milestone");
  return { ...program, milestones: [{ ...any, id: ID, when: { type: "dates", anchor, year: 0, dates } }] };
};

const idsBy = (dates: Record<string, string>, anchor?: "matriculation" | "graduation"): Record<string, string> => {
  const of = held(dates, anchor);
  return Object.fromEntries(
    Object.values(dates).map((day) => [
      day,
      occurrencesIn(of, ID, yearOf(day)).find(({ nominal }) => nominal === day)?.id ?? "none",
    ]),
  );
};

describe("a session in January for one class and in December for the next", () => {
  test("is one milestone, and each class is mailed on its own day", async () => {
    expect(await told(files)).toEqual({ faults: [], warnings: [] });
    const read = await readSmall(files);
    const classes = [2026, 2027, 2028].map((matriculation) =>
      student({
        schoolId: `S${matriculation}`,
        track: "long",
        anchors: { matriculation, graduation: matriculation + 4 },
      }),
    );
    const { mails } = preview(read.program, classes, { from: "2026-08-01", to: "2029-12-31" }, []);
    expect(
      mails
        .filter(({ milestone }) => milestone === ID)
        .map(({ studentId, occurrence, at }) => [studentId, occurrence, at]),
    ).toEqual([
      ["S2026", `${ID}@2027`, "2027-01-06T14:00:00.000Z"],
      ["S2027", `${ID}@2027-28`, "2027-12-15T14:00:00.000Z"],
      ["S2028", `${ID}@2029`, "2029-01-10T14:00:00.000Z"],
    ]);
  });

  test("counted from graduation the academic year ends in the year that is counted", () => {
    expect(idsBy({ "2027": "2027-01-06", "2028": "2027-12-15" }, "graduation")).toEqual({
      "2027-01-06": `${ID}@2027`,
      "2027-12-15": `${ID}@2027-28`,
    });
  });

  test("SES's tags bring an academic year back", () => {
    const mail = { program: "hms", occurrence: `${ID}@2027-28`, wave: "open", plannedAt: "2027-12-15T14:00:00.000Z" };
    expect(readMailTags({ ...mailingTags(mail), student: "ada", attempt: "1" })?.occurrence).toBe(mail.occurrence);
  });
});

const anyDates = fc
  .uniqueArray(fc.integer({ min: 2020, max: 2035 }), { minLength: 1, maxLength: 8 })
  .chain((years) =>
    fc
      .array(fc.integer({ min: -200, max: 560 }), { minLength: years.length, maxLength: years.length })
      .map((shifts) =>
        Object.fromEntries(
          years.map((year, nth) => [
            String(year),
            new Date(Date.UTC(year, 0, 1 + (shifts[nth] ?? 0))).toISOString().slice(0, 10),
          ]),
        ),
      ),
  );
const anyAnchor = fc.constantFrom("matriculation" as const, "graduation" as const);

describe("whatever dates a school sets", () => {
  test("each has an occurrence of its own that is found again by its id, and each class gets its own", () => {
    fc.assert(
      fc.property(anyDates, anyAnchor, (dates, anchor) => {
        const of = held(dates, anchor);
        const ids = idsBy(dates, anchor);
        expect(new Set(Object.values(ids)).size).toBe(new Set(Object.values(dates)).size);
        for (const [day, id] of Object.entries(ids)) expect(findOccurrence(of, id)?.nominal).toBe(day);
        for (const [year, day] of Object.entries(dates)) {
          const anchors = { matriculation: Number(year), graduation: Number(year) };
          expect(occurrencesFor(of, student({ anchors })).map(({ id }) => id)).toEqual([ids[day]]);
        }
      }),
    );
  });

  test("where no two share a year, each is named after its year, as ever", () => {
    fc.assert(
      fc.property(anyDates, anyAnchor, (dates, anchor) => {
        const days = [...new Set(Object.values(dates))];
        fc.pre(new Set(days.map(yearOf)).size === days.length);
        expect(idsBy(dates, anchor)).toEqual(Object.fromEntries(days.map((day) => [day, `${ID}@${yearOf(day)}`])));
      }),
    );
  });

  test("a date that is added for a later class renames none", () => {
    fc.assert(
      fc.property(anyDates, anyAnchor, fc.integer({ min: 0, max: 500 }), (dates, anchor, shift) => {
        const later = new Date(Date.UTC(2036, 0, 1 - shift)).toISOString().slice(0, 10);
        expect(idsBy({ ...dates, "2036": later }, anchor)).toMatchObject(idsBy(dates, anchor));
      }),
    );
  });
});
