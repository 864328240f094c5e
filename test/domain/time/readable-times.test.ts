import { expect, test } from "vitest";
import { readableSpan } from "#domain/time/readable-times.ts";

const ZONE = "America/New_York";

test.each([
  ["2027-02-10T22:30:00.000Z", "2027-02-11T00:00:00.000Z", "Wednesday, February 10, 2027, 5:30 to 7:00 PM (Eastern)"],
  ["2027-06-09T15:30:00.000Z", "2027-06-09T17:00:00.000Z", "Wednesday, June 9, 2027, 11:30 AM to 1:00 PM (Eastern)"],
  ["2027-06-09T16:00:00.000Z", "2027-06-09T17:00:00.000Z", "Wednesday, June 9, 2027, 12:00 to 1:00 PM (Eastern)"],
  [
    "2027-02-11T03:00:00.000Z",
    "2027-02-11T06:00:00.000Z",
    "Wednesday, February 10, 2027, 10:00 PM to Thursday, February 11, 2027, 1:00 AM (Eastern)",
  ],
])("from %s to %s reads as people say it", (from, to, said) => {
  expect(readableSpan(from, to, ZONE)).toBe(said);
});

test("a zone without a name of its own is called as its clock is", () => {
  const [from, to] = ["2027-02-10T12:00:00.000Z", "2027-02-10T13:00:00.000Z"];
  expect(readableSpan(from, to, "Etc/UTC")).toBe("Wednesday, February 10, 2027, 12:00 to 1:00 PM (UTC)");
});
