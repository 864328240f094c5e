import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { isToOffice } from "#events/mail/office-tags.ts";
import { RosterImported } from "#events/people/roster-imported.ts";
import { createConsole } from "../../local/console/create-console.ts";
import type { System } from "../../local/system.ts";

const CASES = join(import.meta.dirname, "../cases/rosters/files");
const caseFile = (name: string): string => readFileSync(join(CASES, name), "utf8");

/** A browser at the console of a running system, which follows where an order's answer leads. */
const staffAt = (system: System, program: Program) => {
  const answer = createConsole(system, { program, lateJoiner: "" });
  const look = async (path: string) => (await answer(new Request(`${system.url}${path}`))).text();
  const send = async (path: string, body: FormData | URLSearchParams) => {
    const first = await answer(new Request(`${system.url}${path}`, { method: "POST", body }));
    return look(first.headers.get("location") ?? path);
  };
  return {
    look,
    order: (path: string, form: Record<string, string>) => send(path, new URLSearchParams(form)),
    upload: (name: string, text: string) => {
      const body = new FormData();
      body.set("roster", new File([text], name));
      return send("/roster", body);
    },
  };
};

const toOffice = (system: System): string[] =>
  system.mails().flatMap(({ tags, subject }) => (isToOffice(tags) ? [subject] : []));
const toStudents = (system: System) => system.mails().filter(({ tags }) => !isToOffice(tags));
const told = (system: System, type: string) =>
  system
    .busEvents()
    .filter(({ detailType }) => detailType === type)
    .map(({ detail }) => detail);
const linkIn = (page: string): string => /href="(\/imports\/[^"]+)"/.exec(page)?.[1] ?? "";

const [TRAN, VOSS] = ["lee.tran@students.example.edu", "lee.voss@students.example.edu"];

/** A case's file, of the class that is in its PCE in April 2027; each address names its student. */
const inTheWards = (name: string): string =>
  caseFile(name)
    .replaceAll(/,20(23|26),20(27|30),/g, ",2025,2029,")
    .replaceAll(/^(\d+),[^@]+@/gm, "$1,$1@");
const rowOf = (name: string): string => inTheWards(name).split("\n")[1] ?? "";

/** Follows the link of a mail, and answers there with yes. */
const answerBy = async (system: System, text: string): Promise<string> => {
  const link = /https?:\S+\/s\/\S+/.exec(text)?.[0] ?? "";
  const page = await system.request(new Request(link));
  const nonce = /name="nonce" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
  const headers = { cookie: page.headers.getSetCookie()[0]?.split(";")[0] ?? "", origin: new URL(link).origin };
  const body = new URLSearchParams({ nonce, answer: "survey" });
  return (await system.request(new Request(link, { method: "POST", headers, body }))).text();
};

/** What the school lives through with rosters that staff upload in the console; each begins with nothing stored. */
export const rosterJourneys = (running: () => { system: System; program: Program }): void => {
  describe("rosters that staff upload in the console", () => {
    test("08: a file that is none is refused with its reason, told on the bus and to the office once", async () => {
      const { system, program } = running();
      await system.reset("2026-09-01T14:00:00.000Z");
      const staff = staffAt(system, program);
      const page = await staff.upload("fall term.csv", "student_id;email;track\n1;a@b.example;pathways\n");
      expect(page).toMatch(/<h1>The roster was refused<\/h1>[\s\S]*not separated by commas/);
      expect(await staff.look(linkIn(page))).toMatch(/<h1>fall term.csv<\/h1>[\s\S]*<h2>Refused<\/h2>/);
      const data = { file: "fall term.csv", reason: expect.stringContaining("commas") };
      expect(told(system, "roster.refused")).toEqual([
        expect.objectContaining({ data: expect.objectContaining(data) }),
      ]);
      expect(toOffice(system)).toEqual([expect.stringContaining(" was refused")]);
      expect(system.failures()).toEqual([]);
    });

    test("06: a roster with one column sorted changes nobody before a yes, then everybody, and can be taken back", async () => {
      const { system, program } = running();
      await system.reset("2026-09-01T14:00:00.000Z");
      const staff = staffAt(system, program);
      const stands = async () => {
        const { people, accessCodes } = system.records;
        const [one] = (await people.all()).filter(({ schoolId }) => schoolId === "00410120");
        return one && [one.email, await accessCodes.get(one.person)];
      };
      expect(await staff.upload("class.csv", caseFile("06-class.csv"))).toContain("The roster is imported");
      await system.runTo("2026-09-01T14:05:00.000Z");
      const page = await staff.upload("sorted.csv", caseFile("06-one-column-sorted.csv"));
      expect(page).toMatch(/<h1>The roster waits for a yes<\/h1>[\s\S]*email replaced: 10 of 10 students/);
      expect(await stands()).toEqual(["abe@students.example.edu", "CIM-Abe"]);
      expect(toOffice(system)).toEqual([expect.stringContaining(" waits for your yes")]);
      const place = linkIn(page);
      expect(await staff.look("/")).toContain(`href="${place}"`);
      expect(await staff.look(`${place}/decide?decision=approve`)).toContain("0 new, 10 changed");
      expect(await staff.order(`${place}/decide`, { decision: "approve" })).toContain("It is taken in.");
      expect(await stands()).toEqual(["bea@students.example.edu", "CIM-Bea"]);
      expect(await staff.look(place)).toContain("<h2>Counts, by a yes</h2>");
      expect(await staff.order(`${place}/decide`, { decision: "take-back" })).toContain("It is taken back.");
      expect(await stands()).toEqual(["abe@students.example.edu", "CIM-Abe"]);
      const verdicts = told(system, "roster.imported").map((one) => RosterImported.parse(one).data.verdict);
      expect(verdicts).toEqual(["counted", "waits", "approved", "taken back"]);
      expect(toOffice(system)).toHaveLength(1);
      expect(system.failures()).toEqual([]);
    });

    test("02, 05: who is held gets nothing and the office hears daily; let go of, or made one, they get one mail or none", async () => {
      const { system, program } = running();
      await system.reset("2027-03-31T14:00:00.000Z");
      const staff = staffAt(system, program);
      const idOf = async (id: string) => (await system.records.people.all()).find(({ schoolId }) => schoolId === id);
      await staff.upload("before.csv", `${inTheWards("02-before.csv")}${rowOf("05-before.csv")}`);
      await staff.upload("words.csv", inTheWards("02-status-words.csv"));
      await system.runTo("2027-04-02T14:00:00.000Z");
      expect(toStudents(system).map(({ to }) => to)).toEqual([TRAN]);
      await staff.upload("new name.csv", inTheWards("05-after-name-change.csv").replace("Lee,Voss", "Leona,Voss"));
      expect(told(system, "person.held")).toHaveLength(5);
      await system.runTo("2027-04-09T20:00:00.000Z");
      expect(toStudents(system)).toHaveLength(1);
      const mornings = toOffice(system).filter((subject) => subject === "Students wait for a decision of yours");
      expect(mornings).toHaveLength(9);
      expect(await staff.look("/")).toContain("5 students are held");

      const ford = await idOf("00410035");
      const release = { decision: "release", seen: ford?.held?.evidence ?? "" };
      expect(await staff.order(`/students/${ford?.person}/release`, release)).toContain("gets mails again");
      const [old, now] = [await idOf(TRAN), await idOf(VOSS)];
      const merge = `/students/${now?.person}/merge/${old?.person}`;
      expect(await staff.look(`/students/${now?.person}`)).toContain(merge);
      expect(await staff.look(merge)).toContain("first mail (delivered)");
      expect(await staff.order(merge, { decision: "merge" })).toContain("One person now");

      const [mail] = toStudents(system);
      expect(await answerBy(system, mail?.text ?? "")).toContain("Thank you");
      expect((await system.records.parts.get("retake-cim-survey@2027", now?.person ?? ""))?.task?.state).toBe(
        "attested",
      );
      await system.runTo("2027-04-13T20:00:00.000Z");
      expect(toStudents(system).map(({ to }) => to)).toEqual([TRAN, "00410035@students.example.edu"]);
      expect(system.failures()).toEqual([]);
    }, 60_000);
  });
};
