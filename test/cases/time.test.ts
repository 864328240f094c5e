import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";

const FROM = "2024-01-01T00:00:00Z";
const UNTIL = Temporal.Instant.from("2038-01-01T00:00:00Z");

/** The school dates on which a zone's clocks change from 2024 to 2037. */
const changesOf = (zone: string): string[] => {
  const dates: string[] = [];
  let at = Temporal.Instant.from(FROM).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  while (at !== null && Temporal.Instant.compare(at.toInstant(), UNTIL) < 0) {
    dates.push(at.toPlainDate().toString());
    at = at.getTimeZoneTransition("next");
  }
  return dates;
};

const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({ zone, changes: changesOf(zone) }));
const changing = zones.filter(({ changes }) => changes.length > 0);

/**
 * What is wrong with the instants of a time of day on the days around a change: one each, on its day, in their order.
 */
const faultsAround = (zone: string, date: string, time: string): string[] => {
  const days = [-1, 0, 1].map((days) => addDays(date, days));
  const instants = days.map((day) => instantAt(day, time, zone));
  const away = days.filter((day, nth) => schoolDate(instants[nth] ?? "", zone) !== day);
  const isInOrder = instants.every((instant, nth) => nth === 0 || instant > (instants[nth - 1] ?? ""));
  return [
    ...away.map((day) => `${zone} ${day} ${time} is on another day`),
    ...(isInOrder ? [] : [`${zone} ${date} ${time}`]),
  ];
};

describe("in every zone, at every change of its clocks from 2024 to 2037", () => {
  test("there are zones to look at", () => {
    expect(zones.length).toBeGreaterThan(300);
    expect(changing.length).toBeGreaterThan(50);
  });

  test.each(["09:00", "02:30"])(
    "a step at %s happens once, on its own day (https://github.com/kelektiv/node-cron/issues/563, https://github.com/vatesfr/xen-orchestra/issues/4024, https://github.com/meteor/meteor-synced-cron/issues/152)",
    (time) => {
      const faults = changing.flatMap(({ zone, changes }) => changes.flatMap((date) => faultsAround(zone, date, time)));
      expect(faults).toEqual([]);
    },
  );

  test("a step at midnight happens once, also where that midnight does not exist (https://github.com/Hexagon/croner/issues/132, https://github.com/citusdata/pg_cron/issues/16)", () => {
    const lacking = changing.flatMap(({ zone, changes }) =>
      changes.filter((date) => !instantHasTime(zone, date, "00:00")).map((date) => ({ zone, date })),
    );
    expect(lacking.map(({ zone }) => zone)).toContain("America/Santiago");
    expect(lacking.flatMap(({ zone, date }) => faultsAround(zone, date, "00:00"))).toEqual([]);
  });
});

/** False where that local time is skipped on that date. */
const instantHasTime = (zone: string, date: string, time: string): boolean =>
  Temporal.Instant.from(instantAt(date, time, zone))
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString()
    .startsWith(time);
