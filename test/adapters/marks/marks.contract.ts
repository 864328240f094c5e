import { expect, test } from "vitest";
import type { DeanMarks } from "#adapters/marks/marks.ts";

const ADA = { year: 2027, student: "abcdef-ada" };
const DEAN = { by: "dean@school.example", at: "2027-03-15T13:40:00.000Z" };
const HELP = "match-week-help@2027";
const AT = "2027-03-15T14:00:00.000Z";

/** What every store of marks does; `open` makes an empty one. */
export const marksContract = (open: () => Promise<DeanMarks>): void => {
  test("a mark is of one year's Match, with who set it and when; marking again keeps the later word", async () => {
    const marks = await open();
    await marks.mark(ADA, { ...DEAN, by: "other@school.example" });
    await marks.mark(ADA, DEAN);
    expect(await marks.of(2027)).toEqual([{ ...ADA, marked: DEAN, takenBack: undefined, mails: [] }]);
    expect(await marks.of(2028)).toEqual([]);
  });

  test("taken back it stays on record, and can be set again; where there is none, nothing is taken back", async () => {
    const marks = await open();
    expect(await marks.takeBack(ADA, DEAN)).toBe(false);
    await marks.mark(ADA, DEAN);
    expect(await marks.takeBack(ADA, DEAN)).toBe(true);
    expect(await marks.takeBack(ADA, DEAN)).toBe(false);
    expect(await marks.of(2027)).toEqual([{ ...ADA, marked: undefined, takenBack: DEAN, mails: [] }]);
    await marks.mark(ADA, DEAN);
    expect(await marks.of(2027)).toMatchObject([{ marked: DEAN, takenBack: undefined }]);
  });

  test("a mail is claimed once, by one of two at the same time, and by nobody where the mark was taken back", async () => {
    const marks = await open();
    expect(await marks.claim(ADA, HELP, AT)).toBe(false);
    await marks.mark(ADA, DEAN);
    const claims = await Promise.all([marks.claim(ADA, HELP, AT), marks.claim(ADA, HELP, AT)]);
    expect(claims.toSorted()).toEqual([false, true]);
    await marks.settle(ADA, { occurrence: HELP, state: "sent", at: AT });
    await marks.takeBack(ADA, DEAN);
    await marks.mark(ADA, DEAN);
    expect(await marks.claim(ADA, HELP, AT)).toBe(false);
    expect(await marks.of(2027)).toMatchObject([{ mails: [{ occurrence: HELP, state: "sent", at: AT }] }]);
  });

  test("a claim that is given up can be had again", async () => {
    const marks = await open();
    await marks.mark(ADA, DEAN);
    await marks.claim(ADA, HELP, AT);
    await marks.settle(ADA, { occurrence: HELP, state: "unsent", at: AT });
    expect(await marks.claim(ADA, HELP, AT)).toBe(true);
  });
};
