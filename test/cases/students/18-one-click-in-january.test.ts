import { describe, expect, test } from "vitest";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { kindOf } from "#domain/people/mail-kinds.ts";
import { readRules } from "#files/program-folder/read-program.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { student } from "../../domain/calendar/program.fixture.ts";
import { messageTo, queuedAt, schoolWith, studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { openSite } from "../../functions/site/browser.fixture.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";

const read = await readRules(SEVEN_MILESTONES, 2027);
const program = read.ok ? read.program : undefined;

describe("one click in January (https://github.com/mozilla/bedrock/issues/12682)", () => {
  test("on the mail of a class meeting takes away neither the residency application nor Match Day", () => {
    if (program === undefined) throw new Error("The program has faults");
    const third = student({ anchors: { matriculation: 2025, graduation: 2029 } });
    const kinds = new Map(
      occurrencesFor(program, third).map(({ milestone }) => [milestone.id, kindOf(milestone, "open")]),
    );
    const clicked = kinds.get("road-to-residency-1");
    expect(clicked).toBe("calendar");
    expect([...kinds].filter(([, kind]) => kind === clicked).map(([id]) => id)).toEqual([
      "road-to-residency-1",
      "road-to-residency-2",
    ]);
    expect([kinds.get("applying-with-eras"), kinds.get("match-day")]).toEqual(["residency", "match"]);
  });

  test("can be taken back by the link in any later mail, an essential one too, until after graduation", async () => {
    const ada = studentNamed("ada");
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    const { headers, values } = school.mailer.taken[0] ?? {};
    expect(headers).toBeUndefined();
    const path = new URL(values?.text.preferences ?? "").pathname;
    const site = await openSite();
    await site.choices.decline("ada", "calendar", queuedAt);
    for (const at of [queuedAt, "2029-05-20T12:00:00.000Z", "2030-12-31T12:00:00.000Z"]) {
      const page = await site.ask({ path, at });
      expect(page.statusCode).toBe(200);
      expect(page.body).toMatch(/value="calendar">/);
      expect(page.body).toMatch(/value="match" checked>/);
    }
    const late = await site.ask({ path, at: "2031-01-01T00:00:00.000Z" });
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain("Each of our mails has a link to your mail choices at its foot");
  });

  test("on a made-up header of an essential mail declines nothing", async () => {
    const ada = studentNamed("ada");
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    const path = new URL(school.mailer.taken[0]?.values.text.preferences ?? "").pathname.replace("/p/", "/u/");
    const site = await openSite();
    expect((await site.ask({ method: "POST", path, at: queuedAt })).statusCode).toBe(200);
    expect(await site.choices.of("ada")).toEqual([]);
  });
});
