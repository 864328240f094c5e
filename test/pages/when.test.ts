import fc from "fast-check";
import { expect, test } from "vitest";
import { readableInstant } from "#pages/student/when.ts";

const ZONES = ["America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "UTC"];
const AS_PEOPLE_WRITE = {
  ...({ weekday: "long", year: "numeric", month: "long", day: "numeric" } as const),
  ...({ hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const),
};

test("an instant reads as Intl writes it, without line breaks in its time", () => {
  const instants = fc.integer({ min: Date.parse("2000-01-01"), max: Date.parse("2060-01-01") });
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (at, timeZone) => {
      const written = new Intl.DateTimeFormat("en-US", { ...AS_PEOPLE_WRITE, timeZone }).format(at);
      const unbroken = written.replace(/\s([AP]M)\s/, "\u00a0$1\u00a0");
      expect(readableInstant(new Date(at).toISOString(), timeZone)).toBe(unbroken);
    }),
  );
});
