import { describe, expect, test } from "vitest";
import { type Report, reportText } from "../../../cli/forecast/report.ts";
import { reportPieces } from "../../../cli/forecast/report-json.ts";

const mail = {
  to: "s1@example.edu",
  milestone: "retake-cim-survey",
  occurrence: "retake-cim-survey@2027",
  template: "retake-cim-survey",
};
const report: Report = {
  from: "2027-01-01",
  to: "2027-06-30",
  timeZone: "America/New_York",
  mails: [
    { ...mail, studentId: "S1", wave: "open", at: "2027-04-01T13:00:00.000Z" },
    { ...mail, studentId: "S2", wave: "open", at: "2027-04-01T13:00:00.000Z" },
    { ...mail, studentId: "S2", wave: "remind-1", at: "2027-04-08T13:00:00.000Z" },
    { ...mail, studentId: "S2", wave: "last-call", at: "2027-04-28T13:00:00.000Z" },
  ],
  tasks: [
    { studentId: "S1", occurrence: "retake-cim-survey@2027", status: "completed", at: "2027-04-02T13:00:00.000Z" },
    { studentId: "S2", occurrence: "retake-cim-survey@2027", status: "due", at: "2027-04-01T13:00:00.000Z" },
  ],
  phases: [{ studentId: "S3", phase: "post-pce", at: "2027-03-01T14:00:00.000Z" }],
  rejected: [{ line: 7, reason: "unknown track" }],
  held: [
    { studentId: "S9", reason: "status", since: "2027-02-01T05:00:00.000Z" },
    { occurrence: "rank-list@2027", reason: "nrmp.ranking-opens of 2027 is not known yet", owner: "director" },
  ],
  withoutMail: [],
  unscheduled: [{ milestone: "panel", window: { from: "2027-02-01", to: "2027-03-31" }, owner: "director" }],
  digests: [
    {
      studentId: "S2",
      at: "2027-04-09T13:00:00.000Z",
      items: [
        { occurrence: "panel@2027", wave: "open" },
        { occurrence: "retake-cim-survey@2027", wave: "remind-1" },
      ],
    },
  ],
  escalations: [
    { studentId: "S1", occurrence: "panel@2027", to: "advisor@example.edu", at: "2027-04-23T13:00:00.000Z" },
    { studentId: "S2", occurrence: "panel@2027", at: "2027-04-23T13:00:00.000Z" },
  ],
  warnings: [{ line: 4, column: "email", message: "fall.csv: it is also that of line 5" }],
  students: 3,
};

describe("the report", () => {
  test("as JSON has the keys of the design in their order, and ends in a newline", () => {
    const json = [...reportPieces(report)].join("");
    expect(Object.keys(JSON.parse(json))).toEqual([
      "from",
      "to",
      "timeZone",
      "mails",
      "tasks",
      "phases",
      "rejected",
      "held",
      "unscheduled",
      "digests",
      "escalations",
      "warnings",
      "totals",
    ]);
    expect(JSON.parse(json).totals).toEqual({ students: 3, mails: 4, completed: 1 });
    expect(JSON.parse(json).rejected).toEqual([{ line: 7, reason: "unknown track" }]);
    expect(json.endsWith("}\n")).toBe(true);
  });

  test("as JSON is laid out as JSON.stringify does it, whatever stands in it", () => {
    const mails = report.mails.map((one) => ({ ...one, to: 'a"\n\u2028é', carries: ["x@2027", "y@2027"] }));
    const odd: Report = { ...report, phases: [], mails };
    const [first] = report.mails;
    const large: Report = { ...report, mails: first === undefined ? [] : Array.from({ length: 9_000 }, () => first) };
    const long: Report = { ...report, warnings: [{ line: 1, column: "é".repeat(800_000), message: "" }] };
    for (const one of [report, odd, large, long]) {
      const json = [...reportPieces(one)].join("");
      expect(json).toBe(`${JSON.stringify(JSON.parse(json), null, 2)}\n`);
    }
  });

  test("for people is a line an occurrence with its waves in the order of time", () => {
    const lines = reportText(report).split("\n");
    expect(lines.find((line) => line.startsWith("retake-cim-survey@2027"))).toMatch(
      /2 +4 +1 of 2 +open 2, remind-1 1, last-call 1$/,
    );
    expect(lines).toContain("1 student moved to post-pce on 2027-03-01");
    expect(lines).toContain("held (status): S9");
    expect(lines).toContain("held: rank-list@2027: nrmp.ranking-opens of 2027 is not known yet (director)");
    expect(lines).toContain("escalated: panel@2027 on 2027-04-23, 2 behind, told to 1; nobody is known to tell of S2");
    expect(lines).toContain("unscheduled: panel, some day from 2027-02-01 to 2027-03-31 (director)");
    expect(lines).toContain("1 weekly digest tells of 2 things that could wait");
    expect(lines).toContain("4 mails, 1 of 2 tasks completed");
  });

  test("says so where no mail goes out, instead of a table of nothing", () => {
    const lines = reportText({ ...report, mails: [], tasks: [] }).split("\n");
    expect(lines).toContain("No mail goes out to them in that time.");
    expect(lines.some((line) => line.startsWith("milestone"))).toBe(false);
  });
});
