import { readableDate, schoolDate, yearOf } from "./dates.ts";
import { wallClock } from "./wall-clock.ts";

const NAMES: Record<string, string> = {
  ...{ EST: "Eastern", EDT: "Eastern", CST: "Central", CDT: "Central", MST: "Mountain", MDT: "Mountain" },
  ...{ PST: "Pacific", PDT: "Pacific", AKST: "Alaska", AKDT: "Alaska", HST: "Hawaii" },
};

/** How a zone's clock shows an instant, e.g. `5:30 PM`. */
export const readableTime = (instant: string, timeZone: string): string => {
  const clock = new Date(wallClock(Date.parse(instant), timeZone).shows);
  const [hour, minute] = [clock.getUTCHours(), String(clock.getUTCMinutes()).padStart(2, "0")];
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? "AM" : "PM"}`;
};

/** The day of an instant in a zone, e.g. `Wednesday, February 10, 2027`. */
export const readableDay = (instant: string, timeZone: string): string => {
  const day = schoolDate(instant, timeZone);
  return `${readableDate(day)}, ${yearOf(day)}`;
};

/** The hours alone, e.g. `5:30 to 7:00 PM`; with the last day where that is another. */
export const readableHours = (from: string, to: string, timeZone: string): string => {
  const [begins = "", ends = ""] = [from, to].map((at) => readableTime(at, timeZone));
  const [day, last] = [from, to].map((at) => readableDay(at, timeZone));
  if (day !== last) return `${begins} to ${last}, ${ends}`;
  return `${begins.slice(-2) === ends.slice(-2) ? begins.slice(0, -3) : begins} to ${ends}`;
};

/** From one instant to another, e.g. `Wednesday, February 10, 2027, 5:30 to 7:00 PM (Eastern)`. */
export const readableSpan = (from: string, to: string, timeZone: string): string => {
  const { name } = wallClock(Date.parse(from), timeZone);
  return `${readableDay(from, timeZone)}, ${readableHours(from, to, timeZone)} (${NAMES[name] ?? name})`;
};
