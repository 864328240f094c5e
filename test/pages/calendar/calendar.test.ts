import { beforeEach, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import type { Program } from "#domain/calendar/program.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../../functions/class.fixture.ts";
import { saidBy, staffHost } from "./staff-host.ts";

const NOW = "2027-01-20T17:00:00.000Z";
let records: MemoryRecords;

const shown = (path: string, of: Program = program) =>
  saidBy(staffHost({ records, program: of, now: () => NOW }), path);

/** The cells of the grid by their dates, as they are read. */
const cellsOf = (html: string): Map<string, { classes: string; says: string }> =>
  new Map(
    [...html.matchAll(/<td class="([^"]*)">\s*<p class="date"><time datetime="([^"]+)">([\s\S]*?)<\/td>/g)].map(
      ([, classes = "", day = "", inside = ""]) => [
        day,
        {
          classes,
          says: inside
            .replace(/<[^>]+>/g, " ")
            .replace(/\s+/g, " ")
            .trim(),
        },
      ],
    ),
  );

const linksOf = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

beforeEach(async () => {
  records = memoryRecords();
  await records.school.start("2026-08-03");
  await records.people.save(stored(1, { anchors: { matriculation: 2024, graduation: 2028 } }));
  const given = [session(), session({ id: "off", title: "The <panel>", status: "cancelled" })];
  for (const one of takeIn(
    [],
    given.map((one) => ({ session: one, kept: [] })),
    "2026-08-03T12:00:00.000Z",
  ))
    await records.sessions.save(one, undefined);
});

test("a month is a table of whole weeks from the first working day on, today and quiet days said", async () => {
  const { html } = await shown("/calendar");
  expect(html).toMatch(/<caption[^>]*>January 2027, by weeks<\/caption>/);
  expect([...html.matchAll(/<th scope="col"><abbr title="(\w+)"/g)].map(([, name]) => name?.slice(0, 3)).join()).toBe(
    "Mon,Tue,Wed,Thu,Fri,Sat,Sun",
  );
  const cells = cellsOf(html);
  expect([cells.size, html.match(/<td class="out">/g)?.length]).toEqual([31, 4]);
  expect(cells.get("2027-01-18")).toEqual({ classes: "free", says: "18 Mon, Jan 18 Quiet day" });
  expect(cells.get("2027-01-20")?.classes).toBe("today");
  expect(cells.get("2027-01-20")?.says).toContain("Today");
  expect(cells.get("2027-01-20")?.says).toContain("5:30 PM Road to Residency I");
  expect(cells.get("2027-01-20")?.says).toContain("Cancelled: 5:30 PM The &lt;panel&gt;");
  expect(cells.get("2027-01-21")).toEqual({ classes: "bare", says: "21 Thu, Jan 21" });
});

test("a school that works from Sunday to Thursday has weeks that begin on Sunday", async () => {
  const { html } = await shown("/calendar", { ...program, school: { ...program.school, weekend: [5, 6] } });
  expect(/<th scope="col"><abbr title="(\w+)"/.exec(html)?.[1]).toBe("Sunday");
  expect(cellsOf(html).get("2027-01-15")?.classes).toMatch(/^free/);
});

test("each line leads on: to its session, to who has not answered, to the days of its item", async () => {
  expect(linksOf((await shown("/calendar")).html)).toContain("/calendar/rtr1");
  expect(linksOf((await shown("/calendar?month=2027-04")).html)).toContain(
    "/calendar?month=2027-04&item=road-to-residency-2&view=list",
  );
  await records.people.save(stored(2, { anchors: { matriculation: 2026, graduation: 2030 } }));
  expect(linksOf((await shown("/calendar?month=2026-10")).html)).toContain(
    "/students?cohort=&unanswered=intro-cim-survey%402026",
  );
});

test.each(["month", "list"])(
  "what a %s is narrowed to goes along to the months beside it and to the other view",
  async (view) => {
    const { html } = await shown(`/calendar?month=2027-01&view=${view}&phase=post-pce&owner=dean`);
    const links = linksOf(html);
    const own = view === "list" ? "&view=list" : "";
    expect(links).toContain(`/calendar?month=2026-12&phase=post-pce&owner=dean${own}`);
    expect(links).toContain(`/calendar?month=2027-02&phase=post-pce&owner=dean${own}`);
    expect(links).toContain(`/calendar?month=2027-01&phase=post-pce&owner=dean${view === "list" ? "" : "&view=list"}`);
    expect(links).toContain(`/calendar?month=2027-01${own}`);
    expect(html).toContain("Nothing fits in this month.");
  },
);

test("the list has a row for each line, with hours, and says today once", async () => {
  const { text, html } = await shown("/calendar?view=list");
  expect(text).toMatch(/Wed, Jan 20 Today 5:30 to 7:00 PM (Cancelled: The|Road to Residency)/);
  expect(html.match(/<b>Today<\/b>/g)).toHaveLength(1);
});
