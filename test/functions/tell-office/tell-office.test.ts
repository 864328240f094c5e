import { beforeEach, describe, expect, test } from "vitest";
import { memoryOfficeMails } from "#adapters/office-mails/memory-office-mails.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { OfficeMail } from "#adapters/ses/office-mailer.ts";
import { Milestone } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays } from "#domain/time/dates.ts";
import type { RosterImported } from "#events/people/roster-imported.ts";
import { readProgram } from "#files/program-folder/read-program.ts";
import { type OfficeOccasion, type TellOfficeNeeds, tellOffice } from "../../../functions/tell-office/tell-office.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { studentNamed } from "../send-mail/april.fixture.ts";

const SINCE = "2027-04-01T14:00:00.000Z";
const NONE = { students: 600, added: 0, changed: 0, unchanged: 600, missing: 0, held: 0, rejected: 0, warnings: 0 };
type Counts = Partial<RosterImported["data"]["counts"]>;

/** The fact that a roster was read, with these counts. */
const imported = (counts: Counts, more: Partial<RosterImported["data"]> = {}): OfficeOccasion => ({
  detail: {
    type: "roster.imported",
    version: 1,
    id: `roster.imported/hms/${more.import ?? "i1"}`,
    occurredAt: SINCE,
    data: {
      program: "hms",
      import: "i1",
      file: "spring.csv",
      verdict: "counted",
      why: [],
      ...more,
      counts: { ...NONE, ...counts },
    },
  },
});
const listed: OfficeOccasion = {
  detail: {
    ...{ type: "list.imported", version: 1, id: "list.imported/hms/i2/in part", occurredAt: SINCE },
    data: { program: "hms", import: "i2", file: "sessions.csv", rejected: 40, warnings: 2 },
  },
};
const morning = (date: string): OfficeOccasion => ({
  type: "day.began",
  version: 1,
  scheduledAt: `${date}T13:00:00Z`,
});
const heldFor = (reason: "status" | "double", more: Partial<Student> = {}): Partial<Student> => ({
  held: { reason, since: SINCE, evidence: `${reason}:x`, says: "they may be gone" },
  ...more,
});

let sent: (OfficeMail & { to?: string })[];
let needs: TellOfficeNeeds & Pick<ReturnType<typeof memoryRecords>, "mailings">;
const open = async (...students: Student[]) => {
  const { people, escalations, mailings, sessions, guestLists } = memoryRecords();
  for (const student of students) await people.save(student);
  sent = [];
  needs = {
    program,
    bucket: "rosters-1",
    stage: "prod",
    people,
    waitingImports: async () => [],
    corrections: memoryRecords().corrections,
    escalations,
    mailings,
    sessions,
    guestLists,
    officeMails: memoryOfficeMails(),
    mailer: { send: async (mail) => void sent.push(mail) },
  };
  return people;
};
beforeEach(async () => void (await open(studentNamed("ada"))));

test("a file of sessions of which rows did not go in is told of at once, by one mail", async () => {
  await open();
  expect([await tellOffice(needs, listed), await tellOffice(needs, listed)]).toEqual([{ mails: 1 }, { mails: 0 }]);
  expect(sent.map(({ subject }) => subject)).toEqual(["sessions.csv went in; some of it needs eyes"]);
  expect(sent[0]?.text).toContain("- 40 rows that did not go in\n- 2 things to look at");
});

describe("of a roster the office", () => {
  test("hears nothing where all of it went in and nothing is in doubt", async () => {
    expect(await tellOffice(needs, imported({ added: 3, changed: 1 }))).toEqual({ mails: 0 });
    expect(sent).toEqual([]);
  });

  test.each([{ held: 1 }, { missing: 2 }, { rejected: 1 }, { warnings: 4 }])(
    "hears once that some of it needs eyes: %j",
    async (counts) => {
      for (let times = 0; times < 3; times += 1) await tellOffice(needs, imported(counts));
      expect(sent.map(({ subject }) => subject)).toEqual(["spring.csv went in; some of it needs eyes"]);
      expect(sent[0]?.text).toContain("aws s3 ls s3://rosters-1/reports/");
      expect(sent[0]?.text.includes("people --held --stage prod")).toBe("held" in counts || "missing" in counts);
    },
  );

  test("hears that one waits for a yes, with why, and the commands that decide", async () => {
    await tellOffice(needs, imported({ changed: 61 }, { verdict: "waits", why: ["61 of 660 addresses are replaced"] }));
    expect(sent[0]?.subject).toBe("spring.csv waits for your yes");
    expect(sent[0]?.text).toContain("- 61 of 660 addresses are replaced");
    expect(sent[0]?.text).toContain("npx matchward imports --stage prod");
  });

  test("hears what one makes of the mails of the coming year, item by item", async () => {
    const occurrences = [{ occurrence: "match-week@2028", gained: 0, lost: 9, moved: 2 }];
    await tellOffice(needs, imported({ held: 1 }, { mails: { gained: 4, lost: 9, moved: 2, occurrences } }));
    expect(sent[0]?.text).toContain(
      "MAILS OF THE COMING YEAR: 4 GAINED, 9 LOST, 2 MOVED\n- match-week@2028: 9 lost, 2 moved",
    );
  });

  test("hears at once of a first mailing that waits or has far more recipients, and of no other pause", async () => {
    const occurrence = "retake-cim-survey@2027";
    const paused = (more: object): OfficeOccasion => {
      const data = { occurrence, wave: "open", reason: "60 recipients, where 30 got it", ...more } as const;
      const fact = { version: 1, id: `run.paused/${JSON.stringify(more)}`, occurredAt: SINCE } as const;
      return { detail: { type: "run.paused", ...fact, data } };
    };
    for (let times = 0; times < 2; times += 1) await tellOffice(needs, paused({ cause: "recipients" }));
    await tellOffice(needs, paused({ cause: "approval" }));
    await tellOffice(needs, paused({}));
    await tellOffice(needs, paused({ cause: "approval", occurrence: "of-another-program@2027" }));
    expect(sent.map(({ subject }) => subject)).toEqual([
      "retake-cim-survey, 2027: first mail stopped itself",
      "retake-cim-survey, 2027: first mail waits for approval",
    ]);
    expect(sent[0]?.text).toContain("- 60 recipients, where 30 got it");
    expect(sent[0]?.text).toContain(`runs --stage prod --resume ${occurrence}/open`);
    expect(sent[1]?.text).toContain(`approve ${occurrence} --stage prod`);
    expect(sent[1]?.text).not.toContain("- Approved today");
    expect(sent[1]?.text.replaceAll("\n", " ")).toContain("with the next run: half an hour after the first");
    const held = { id: "rtr1", item: "road-to-residency-1", title: "Road to Residency I", rsvp: "none" } as const;
    const known = { ...held, status: "planned", startsAt: SINCE, endsAt: SINCE, sequence: 0 } as const;
    const all = async () => [{ ...known, revisedAt: SINCE, givenAt: SINCE, history: [] }];
    await tellOffice({ ...needs, sessions: { all } }, paused({ cause: "approval", occurrence: "session:rtr1" }));
    expect(sent[2]?.text.replaceAll("\n", " ")).toContain(
      "it goes out tomorrow morning, where its session has not begun",
    );
  });

  test("hears each morning of the week before of a first mailing that nobody has approved", async () => {
    needs = { ...needs, program: { ...program, school: { ...program.school, approval: "first-mailing" } } };
    await tellOffice(needs, morning("2027-03-24"));
    expect(sent).toEqual([]);
    await tellOffice(needs, morning("2027-03-29"));
    expect(sent[0]?.subject).toBe("Mailings wait for a decision of yours");
    expect(sent[0]?.text.replaceAll(/\s+/g, " ")).toContain("(retake-cim-survey@2027), on 2027-04-01: no yes yet");
  });

  test("hears no more of a first mailing that stopped by itself once its invitation is over", async () => {
    const stopped = { at: SINCE, reason: "60 recipients, where 30 got it", cause: "recipients" } as const;
    await needs.mailings.pause({ occurrence: "retake-cim-survey@2027", wave: "open" }, stopped);
    await tellOffice(needs, morning("2027-04-05"));
    await tellOffice(needs, morning("2027-06-21"));
    expect(sent.map(({ subject }) => subject)).toEqual(["Mailings wait for a decision of yours"]);
  });

  test("hears that one came after a later one", async () => {
    await tellOffice(needs, imported({}, { verdict: "superseded", why: ["fall.csv is of 14:05"] }));
    expect(sent[0]?.subject).toBe("spring.csv came too late to count");
  });

  test("hears that a file is none, with the reason, every value in it escaped", async () => {
    const data = { program: "hms", file: "<img src=x>\n.csv", reason: "The columns are not separated by commas." };
    const detail = { type: "roster.refused", version: 1, id: "r/1", occurredAt: SINCE, data } as const;
    await tellOffice(needs, { detail });
    expect(sent[0]?.subject).toBe("<img src=x> .csv was refused");
    expect(sent[0]?.html).toContain("Nothing of &lt;img src=x&gt;\n.csv went in.");
    expect(sent[0]?.html).toContain("The columns are not separated by commas.");
  });

  test.each(["approved", "discarded", "taken back"] as const)(
    "hears nothing of its own decision: %s",
    async (verdict) => {
      expect(await tellOffice(needs, imported({ rejected: 1 }, { verdict }))).toEqual({ mails: 0 });
    },
  );

  test("hears of its own program alone", async () => {
    expect(await tellOffice(needs, imported({ rejected: 1 }, { program: "other" }))).toEqual({ mails: 0 });
  });
});

describe("in the morning the office", () => {
  test("hears nothing where nothing waits", async () => {
    expect(await tellOffice(needs, morning("2027-04-02"))).toEqual({ mails: 0 });
  });

  test("hears of everybody who is held, once a day for as long as it lasts, by id and not by name", async () => {
    await open(studentNamed("ada", heldFor("status")), studentNamed("bo", heldFor("double")), studentNamed("cy"));
    for (const date of ["2027-04-02", "2027-04-02", "2027-04-03"]) await tellOffice(needs, morning(date));
    expect(sent).toHaveLength(2);
    expect(sent[0]?.text).toContain("S-ada: status, since 2027-04-01; say what their status means");
    expect(sent[0]?.text).toContain("S-bo: double, since 2027-04-01; say whether the two are one");
    for (const { html, text } of sent)
      for (const of of [html, text]) expect(of).not.toMatch(/S-cy|ada Example|students\.example|may be gone/);
  });

  test("hears of each address that failed once, also where SES told of it days later", async () => {
    const people = await open(studentNamed("ada"));
    await people.markAddress("S-ada", { state: "bounced", at: SINCE, email: "ada@students.example" });
    for (const date of ["2027-04-05", "2027-04-05", "2027-04-06"]) await tellOffice(needs, morning(date));
    expect(sent.map(({ subject }) => subject)).toEqual(["A student’s address failed"]);
    expect(sent[0]?.text).toContain("S-ada: bounced, on 2027-04-01");
    expect(sent[0]?.text).toContain("npx matchward retry-address S-ada --stage prod");
  });

  test("hears of two that failed at one instant, and of one that fails again", async () => {
    const people = await open(studentNamed("ada"), studentNamed("bo"));
    const fail = (key: string, at: string) =>
      people.markAddress(`S-${key}`, { state: "bounced", at, email: `${key}@students.example` });
    for (const key of ["ada", "bo"]) await fail(key, SINCE);
    await tellOffice(needs, morning("2027-04-02"));
    expect(sent[0]?.text).toMatch(/S-ada[\s\S]*S-bo/);
    await people.forgetAddress("S-bo", "bo@students.example");
    await fail("bo", "2027-04-02T18:00:00.000Z");
    await tellOffice(needs, morning("2027-04-03"));
    expect(sent).toHaveLength(2);
    expect(sent[1]?.text).not.toContain("S-ada");
  });

  describe("of a mailing that hangs on a national date", () => {
    const waiting = (provisional: Record<string, string>, dates: Record<string, string> = {}) => {
      const [first] = program.milestones;
      if (first === undefined) throw new Error("the program is empty");
      const awaits = { national: "nrmp.rank-order-list-deadline", provisional };
      const roles = { director: { title: "Director of Career Advising", email: "director@example.edu" } };
      const milestone = {
        ...first,
        id: "rank-list-certified",
        title: "Certify your list",
        owner: "director",
        when: { type: "dates" as const, anchor: "graduation" as const, year: 0, dates, awaits },
      };
      needs.program = { ...program, school: { ...program.school, roles }, milestones: [milestone] };
    };
    const mailsFrom = async (from: string, days: number) => {
      for (let nth = 0; nth < days; nth += 1) await tellOffice(needs, morning(addDays(from, nth)));
      return sent.filter(({ to }) => to === undefined);
    };

    test("hears weekly, from six weeks before it would go out until it is too late, naming its owner", async () => {
      waiting({ 2027: "2027-02-17" });
      const told: string[] = [];
      needs.mailer.send = async ({ text }) => void told.push(text);
      const days: string[] = [];
      for (let day = "2026-12-28"; day < "2027-03-31"; day = addDays(day, 1)) {
        const { mails } = await tellOffice(needs, morning(day));
        if (mails > 0) days.push(day);
      }
      // On Monday, January 18, and on Monday, February 15, no office works.
      expect(days).toEqual([
        ...["2027-01-11", "2027-01-19", "2027-01-25", "2027-02-01", "2027-02-08", "2027-02-16"],
        ...["2027-02-22", "2027-03-01"],
      ]);
      const [text = ""] = told.map((one) => one.replaceAll(/\s+/g, " "));
      expect(text).toContain(
        "Certify your list (rank-list-certified), about 2027-02-17: nrmp.rank-order-list-deadline of 2027 is " +
          "provisional: nobody has confirmed it. Owner: Director of Career Advising",
      );
      expect(text).toContain("write it into national/ of the program with source: and readOn:");
    });

    test("hears of one of which nothing is known, by the day of the year beside it", async () => {
      waiting({}, { 2026: "2026-02-18" });
      const [mail] = await mailsFrom("2027-02-01", 1);
      expect(mail?.subject).toBe("Mailings wait for dates that others set");
      expect(mail?.text).toContain("DATES THAT NOBODY HAS CONFIRMED");
      expect(mail?.text.replaceAll(/\s+/g, " ")).toContain(
        "about 2027-02-18: nrmp.rank-order-list-deadline of 2027 is not known yet.",
      );
    });

    test("hears nothing any more once the day is published", async () => {
      waiting({}, { 2027: "2027-02-17" });
      expect(await mailsFrom("2027-01-11", 60)).toEqual([]);
    });

    test("tells the owner at their own address, once a week, with a window that they have not set", async () => {
      waiting({ 2027: "2027-02-17" });
      const [held = expect.fail()] = needs.program.milestones;
      const window = { from: { month: 2, day: 1 }, to: { month: 3, day: 31 }, in: { anchor: "graduation", year: 0 } };
      const unset = { ...held, id: "open-house", title: "Open house", when: { type: "window", ...window } } as const;
      needs.program = { ...needs.program, milestones: [held, Milestone.parse(unset)] };
      for (const day of ["2027-01-25", "2027-01-25", "2027-01-26", "2027-02-01"]) await tellOffice(needs, morning(day));
      const theirs = sent.filter(({ to }) => to !== undefined);
      expect(theirs.map(({ to, subject }) => `${to}: ${subject}`)).toEqual(
        Array(2).fill("director@example.edu: 2 days of yours are open"),
      );
      const text = theirs[0]?.text.replaceAll(/\s+/g, " ");
      expect(text).toContain(
        "DAYS THAT YOU SET - Open house (open-house): no session is planned from February 1, 2027, to March 31, 2027",
      );
      expect(text).toContain("session_id, item, title, starts_at, ends_at, place, link");
      expect(text).toContain("DATES THAT OTHERS SET - Certify your list, about February 17, 2027: nrmp.rank");
      expect(sent.filter(({ to }) => to === undefined)).toHaveLength(2);
    });

    test("tells two roles of one address in one mail, and nobody twice where it is the office's own", async () => {
      waiting({ 2027: "2027-02-17" });
      const [held = expect.fail()] = needs.program.milestones;
      const other = { ...held, id: "other", title: "Another", owner: "dean" };
      const withDean = (email: string) => {
        const { school } = needs.program;
        const dean = { title: "Dean", email };
        needs.program = {
          ...needs.program,
          ...{ school: { ...school, roles: { ...school.roles, dean } }, milestones: [held, other] },
        };
      };
      withDean("Director@example.edu");
      await tellOffice(needs, morning("2027-01-25"));
      withDean(program.school.office.email.toUpperCase());
      await tellOffice(needs, morning("2027-02-01"));
      const theirs = sent.filter(({ to }) => to !== undefined);
      expect(theirs.map(({ subject }) => subject)).toEqual(["2 days of yours are open", "A day of yours is open"]);
      expect(theirs[0]?.text.replaceAll(/\s+/g, " ")).toContain("to: Director of Career Advising, Dean.");
      expect(theirs[1]?.text).not.toContain("Another");
    });

    test("tells the other owners where SES does not take the mail to one, and that one with the next run", async () => {
      waiting({ 2027: "2027-02-17" });
      const [held = expect.fail()] = needs.program.milestones;
      const { school } = needs.program;
      const roles = { ...school.roles, dean: { title: "Dean", email: "dean@example.edu" } };
      const milestones = [held, { ...held, id: "other", owner: "dean" }];
      needs.program = { ...needs.program, school: { ...school, roles }, milestones };
      const { send } = needs.mailer;
      needs.mailer.send = async (mail) =>
        mail.to === "director@example.edu" ? Promise.reject(new Error("throttled")) : send(mail);
      await expect(tellOffice(needs, morning("2027-01-25"))).rejects.toThrow("throttled");
      needs.mailer.send = send;
      for (let times = 0; times < 2; times += 1) await tellOffice(needs, morning("2027-01-25"));
      expect(sent.map(({ to }) => to)).toEqual([undefined, "dean@example.edu", "director@example.edu"]);
    });

    test("hears of it in the mail that tells of students as well, and on no other day of that week", async () => {
      await open(studentNamed("ada", heldFor("status")));
      waiting({ 2027: "2027-02-17" });
      const mails = await mailsFrom("2027-02-01", 3);
      expect(mails.map(({ subject }) => subject)).toEqual(Array(3).fill("Students wait for a decision of yours"));
      expect(mails.map(({ text }) => text.includes("DATES THAT NOBODY HAS CONFIRMED"))).toEqual([true, false, false]);
    });
  });

  test("hears of what students ask to have corrected, without their words", async () => {
    const { corrections } = memoryRecords();
    const says = "I came to the dinner.";
    await corrections.ask({ student: "ada", schoolId: "S-ada", subject: "session", says, at: SINCE });
    needs.corrections = corrections;
    await tellOffice(needs, morning("2027-04-02"));
    expect(sent[0]?.subject).toBe("Students ask you to correct something");
    expect(sent[0]?.text).toContain("S-ada: session, since 2027-04-01");
    expect(JSON.stringify(sent)).not.toContain("dinner");
    await corrections.settle({ student: "ada", subject: "session", seen: SINCE }, { at: SINCE, by: "Dana" });
    await tellOffice(needs, morning("2027-04-05"));
    expect(sent).toHaveLength(1);
  });

  test("hears of rosters that wait", async () => {
    needs.waitingImports = async () => [{ id: "i7", file: "fall.csv", at: SINCE }];
    await tellOffice(needs, morning("2027-04-02"));
    expect(sent[0]?.text).toContain("fall.csv, since 2027-04-01 (i7)");
  });
});

describe("of advisors the office", () => {
  const entries = [{ student: "key-ada", schoolId: "S-ada", occurrence: "retake-cim-survey@2027" }];
  const claim = async (id: string, state: "nobody" | "claimed" | "sent" | "unknown") => {
    const { escalations } = memoryRecords();
    await escalations.claim({ id, at: SINCE, to: "mentor@example.edu", state, entries });
    needs = { ...needs, escalations };
    return escalations;
  };

  test.each([
    ["nobody", "BEHIND, AND WITHOUT AN ADVISOR"],
    ["unknown", "MAILS TO ADVISORS THAT MAY NOT HAVE ARRIVED"],
  ] as const)("hears once of students of whom %s was told for sure", async (state, title) => {
    await claim("2027-04-23-x", state);
    for (const date of ["2027-04-23", "2027-04-23", "2027-04-26"]) await tellOffice(needs, morning(date));
    expect(sent.map(({ subject }) => subject)).toEqual(["Advisors need you for students who are behind"]);
    expect(sent[0]?.text).toContain(`${title}\n- S-ada: retake-cim-survey`);
    expect(sent[0]?.text).not.toContain("mentor@");
  });

  test("hears nothing of a mail that is under way, and on the next day that nobody knows of it", async () => {
    await claim("2027-04-23-x", "claimed");
    await tellOffice(needs, morning("2027-04-23"));
    expect(sent).toEqual([]);
    await tellOffice(needs, morning("2027-04-24"));
    expect(sent[0]?.text).toContain("nobody knows whether it went out");
  });

  test("hears once whose advisor did not get their mail, and why, also of one of which nobody knew", async () => {
    const escalations = await claim("2027-04-23-x", "unknown");
    await tellOffice(needs, morning("2027-04-23"));
    await escalations.fail("2027-04-23-x", "bounced: Permanent, General, 5.1.1");
    for (const date of ["2027-04-26", "2027-04-26", "2027-04-27"]) await tellOffice(needs, morning(date));
    expect(sent).toHaveLength(2);
    expect(sent[1]?.text.replaceAll(/\s+/g, " ")).toContain(
      "MAILS TO ADVISORS THAT MAY NOT HAVE ARRIVED - S-ada: retake-cim-survey; it failed (bounced: Permanent, " +
        "General, 5.1.1)",
    );
  });

  test("hears that an advisor says it is wrong, and again where they say so anew", async () => {
    const escalations = await claim("2027-04-23-x", "sent");
    const wrong = (at: string) => escalations.answer("2027-04-23-x", "key-ada", { answer: "wrong", at });
    await wrong("2027-04-24T13:00:00.000Z");
    for (const date of ["2027-04-26", "2027-04-27"]) await tellOffice(needs, morning(date));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain("WRONG, THEIR ADVISOR SAYS\n- S-ada: retake-cim-survey");
    await wrong("2027-04-27T15:00:00.000Z");
    await tellOffice(needs, morning("2027-04-28"));
    expect(sent).toHaveLength(2);
  });
});

describe("a mail to the office", () => {
  test("goes out again where SES failed, and once more where the run died before it was recorded", async () => {
    const { send } = needs.mailer;
    needs.mailer.send = async () => Promise.reject(new Error("throttled"));
    await expect(tellOffice(needs, imported({ rejected: 1 }))).rejects.toThrow("throttled");
    needs.mailer.send = send;
    const { told } = needs.officeMails;
    needs.officeMails.told = async () => Promise.reject(new Error("died"));
    await expect(tellOffice(needs, imported({ rejected: 1 }))).rejects.toThrow("died");
    needs.officeMails.told = told;
    for (let times = 0; times < 2; times += 1) await tellOffice(needs, imported({ rejected: 1 }));
    expect(sent).toHaveLength(2);
  });

  test("reads all sessions once on a morning, also on the first working day of a week", async () => {
    let reads = 0;
    const all = async () => {
      reads += 1;
      return [];
    };
    await tellOffice({ ...needs, sessions: { all } }, morning("2027-03-29"));
    expect(reads).toBe(1);
  });

  test("has a plain text of lines that a mail program need not break, but for what is to be copied", async () => {
    await open(studentNamed("ada", heldFor("status")));
    await tellOffice(needs, morning("2027-04-02"));
    const prose = (sent[0]?.text ?? "").split("\n").filter((line) => !/^ {2}(npx|aws) /.test(line));
    expect(prose.filter((line) => line.length > 72)).toEqual([]);
    expect(sent[0]?.text).toContain("\n-- \n");
  });
});

describe("a letter to the office", () => {
  const PIECES = /font-family:[^;"]+|(?<=[:"; ])#[0-9a-f]{6}\b|border-radius:16px/g;
  const looksOf = (html: string) => new Set(html.replaceAll("&#39;", "'").match(PIECES));

  test("has the fonts, colors and card of a mail to students, light and dark, and no others", async () => {
    const read = await readProgram(SEVEN_MILESTONES, 2027);
    if (!read.ok) throw new Error("The program has faults");
    const toStudents = looksOf(read.templates.map(({ html }) => html).join("\n"));
    await tellOffice(needs, imported({ held: 2 }));
    const own = looksOf(sent[0]?.html ?? "");
    expect(own.size).toBeGreaterThan(8);
    expect([...own].filter((piece) => !toStudents.has(piece))).toEqual([]);
  });

  test("has the school's logo in place of its name, and breaks no date or address at a hyphen", async () => {
    const school = { ...program.school, logo: { url: "https://school.example/logo.png", alt: "A <School>" } };
    needs = { ...needs, program: { ...program, school } };
    await tellOffice(needs, imported({}, { verdict: "superseded", why: ["october.csv came on 2027-04-01, later"] }));
    expect(sent[0]?.html).toContain('<img src="https://school.example/logo.png" alt="A &lt;School&gt;"');
    expect(sent[0]?.html).toContain('<span style="white-space:nowrap">2027-04-01,</span>');
  });
});
