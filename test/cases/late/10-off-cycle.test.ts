import { describe, expect, test } from "vitest";
import { foretold, mailsTo } from "./foretold.ts";

const repeats = {
  roster: "10-first-year.csv",
  later: { "2025-07-15": "10-repeats-as-new-class.csv" },
  from: "2024-08-01",
};
const DONE = [{ at: "2024-10-25T14:00:00Z", studentId: "00410062", milestone: "intro-cim-survey" }];

describe("a student who repeats a year", () => {
  test("is not welcomed again as a freshman, nor asked again what they have answered", async () => {
    const mails = mailsTo(await foretold({ ...repeats, to: "2026-06-30", answers: DONE }), "00410062");
    expect(mails).toEqual(["2024-08-15 cim-access-code@2024 open", "2024-10-21 intro-cim-survey@2024 open"]);
  });

  test("is asked with the new class what they have not answered", async () => {
    const mails = mailsTo(await foretold({ ...repeats, to: "2026-06-30" }), "00410062");
    expect(mails).toContain("2025-10-20 intro-cim-survey@2025 open");
    expect(mails.filter((mail) => mail.includes("cim-access-code"))).toHaveLength(1);
  });
});

describe("a student whose phases begin on other days", () => {
  const rows = (more: string) =>
    `student_id,email,first_name,last_name,track,matriculation_year,graduation_year,pce_begins,post_pce_begins\n${more}`;

  test("is asked what the wards have taught them once they are there", async () => {
    const csv = rows(
      "1,rory@students.example.edu,Rory,Repeats,pathways,2024,2029,2026-10-01,\n" +
        "2,pia@students.example.edu,Pia,Phd,hst,2022,2030,2028-03-01,\n",
    );
    const of = await foretold({ csv, from: "2025-08-01", to: "2028-06-30" });
    const asked = (id: string) => mailsTo(of, id).filter((mail) => mail.endsWith("open") && mail.includes("retake"));
    expect(asked("1")).toEqual(["2027-04-01 retake-cim-survey@2027 open"]);
    expect(asked("2")).toEqual(["2028-04-03 retake-cim-survey@2028 open"]);
  });

  test("and a later roster that says so is followed from its day on", async () => {
    const row = "1,rory@students.example.edu,Rory,Repeats,pathways,2024,2028";
    const of = await foretold({
      ...{ csv: rows(`${row},,\n`), from: "2025-08-01", to: "2027-06-30" },
      laterCsv: { "2025-09-15": rows(`${row},2026-10-05,\n`) },
    });
    expect(mailsTo(of, "1").filter((mail) => mail.includes("retake"))[0]).toBe(
      "2027-04-01 retake-cim-survey@2027 open",
    );
    expect(of.phases).toEqual([{ studentId: "1", phase: "pce", at: "2026-10-05T13:00:00.000Z" }]);
  });
});
