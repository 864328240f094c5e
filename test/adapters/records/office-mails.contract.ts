import { expect, test } from "vitest";
import type { OfficeMails } from "#adapters/office-mails/office-mails.ts";

/** What every store of the office's mails does; `open` makes an empty one. */
export const officeMailsContract = (open: () => Promise<OfficeMails>): void => {
  test("a mail is told once it is recorded, and as often as it is recorded", async () => {
    const mails = await open();
    expect(await mails.isTold("day/2027-04-02")).toBe(false);
    for (let times = 0; times < 2; times += 1) await mails.told("day/2027-04-02", "2027-04-02T13:00:00.000Z");
    expect(await mails.isTold("day/2027-04-02")).toBe(true);
    expect(await mails.isTold("day/2027-04-03")).toBe(false);
  });
};
