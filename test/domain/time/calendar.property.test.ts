import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { addDays, dateOf, instantAt, readableDate, schoolDate, weekdayOf, yearOf } from "#domain/time/dates.ts";
import { knowClock, wallClock, wallClockByIntl } from "#domain/time/wall-clock.ts";
import { zoneClockOf } from "#domain/time/zone-clock.ts";

/** Zones of every kind: half hours, no daylight saving, clock changes at midnight, a day that was left out (Apia). */
const ZONES = [
  ...["America/New_York", "America/Los_Angeles", "America/Santiago", "America/St_Johns", "America/Havana", "UTC"],
  ...["Europe/Berlin", "Africa/Casablanca", "Asia/Kolkata", "Asia/Tehran", "Asia/Beirut", "Pacific/Auckland"],
  ...["Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "Australia/Lord_Howe"],
];
const zones = fc.constantFrom(...ZONES);
const from = Temporal.PlainDate.from("1990-01-01");
const dates = fc.integer({ min: 0, max: 29_000 }).map((days) => from.add({ days }).toString());
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => [hour, minute].map((part) => String(part).padStart(2, "0")).join(":"));
const instants = fc
  .integer({ min: Date.parse("1990-01-01"), max: Date.parse("2069-01-01") })
  .map((at) => new Date(at).toISOString());
const runs = { numRuns: 1_000 };

describe("dates are those of Temporal", () => {
  test("by their days, weekdays and years", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, days) => {
        const plain = Temporal.PlainDate.from(date);
        expect(addDays(date, days)).toBe(plain.add({ days }).toString());
        expect([weekdayOf(date), yearOf(date)]).toEqual([plain.dayOfWeek, plain.year]);
      }),
      runs,
    );
  });

  test("by their parts, of which a day that the month lacks becomes its last", () => {
    const year = fc.integer({ min: 1990, max: 2100 });
    const month = fc.integer({ min: 1, max: 12 });
    const day = fc.integer({ min: 1, max: 31 });
    fc.assert(
      fc.property(fc.record({ year, month, day }), (parts) => {
        const plain = Temporal.PlainDate.from(parts, { overflow: "constrain" });
        expect(dateOf(parts.year, parts.month, parts.day)).toBe(plain.toString());
      }),
      runs,
    );
  });

  test("as people read them", () => {
    const format = new Intl.DateTimeFormat("en-US", {
      weekday: "long",
      month: "long",
      day: "numeric",
      timeZone: "UTC",
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(readableDate(date)).toBe(format.format(Date.parse(`${date}T00:00Z`)));
      }),
      runs,
    );
  });
});

describe("what a zone makes of them is what Temporal says", () => {
  test("of an instant, its date", () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const told = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
        expect(schoolDate(instant, zone)).toBe(told);
      }),
      runs,
    );
  });

  const temporalInstant = (date: string, time: string, zone: string): string =>
    Temporal.PlainDate.from(date)
      .toPlainDateTime(Temporal.PlainTime.from(time))
      .toZonedDateTime(zone)
      .toInstant()
      .toString({ smallestUnit: "millisecond" });

  test("of a date and a time of day, their instant", () => {
    fc.assert(
      fc.property(dates, times, zones, (date, time, zone) => {
        expect(instantAt(date, time, zone)).toBe(temporalInstant(date, time, zone));
      }),
      runs,
    );
  });

  test.each(ZONES)("of every half hour around each change of the clocks in %s", (zone) => {
    const end = Temporal.Instant.from("2031-01-01T00:00Z");
    let at = Temporal.Instant.from("2011-01-01T00:00Z").toZonedDateTimeISO(zone);
    for (;;) {
      const next = at.getTimeZoneTransition("next");
      if (next === null || Temporal.Instant.compare(next.toInstant(), end) > 0) break;
      for (let half = -52; half <= 52; half += 1) {
        const local = next.toPlainDateTime().add({ minutes: 30 * half });
        const [date, time] = [local.toPlainDate().toString(), local.toPlainTime().toString()];
        expect(instantAt(date, time, zone), `${local}`).toBe(temporalInstant(date, time, zone));
      }
      at = next;
    }
  });

  test("a time of day to the millisecond", () => {
    const args = ["2027-06-30", "23:59:59.999", "America/New_York"] as const;
    expect(instantAt(...args)).toBe(temporalInstant(...args));
  });

  test("also from a clock that was worked out before, and from Intl where that does not reach", () => {
    const oracle = (zone: string) => (at: number) => {
      const { shows, name } = wallClockByIntl(at, zone);
      return [(shows - at) / 60_000, name] as const;
    };
    for (const zone of ZONES) knowClock(zoneClockOf(zone, oracle(zone), [2024, 2032]));
    const moments = fc.integer({ min: Date.parse("2023-06-01"), max: Date.parse("2032-06-01") });
    fc.assert(
      fc.property(moments, zones, (at, zone) => {
        expect(wallClock(at, zone)).toEqual(wallClockByIntl(at, zone));
      }),
      runs,
    );
    fc.assert(
      fc.property(zones, fc.nat(), fc.integer({ min: -1, max: 1 }), (zone, nth, second) => {
        const { changes } = zoneClockOf(zone, oracle(zone), [2026, 2028]);
        const at = ((changes[nth % changes.length]?.[0] ?? 0) + second) * 1000;
        expect(wallClock(at, zone)).toEqual(wallClockByIntl(at, zone));
      }),
    );
  });
});
