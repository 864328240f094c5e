import { describe, expect, test } from "vitest";
import { createConsole } from "../../local/console/create-console.ts";
import { program, student } from "../domain/calendar/program.fixture.ts";
import { type FakeSystem, fakeSystem } from "./fake-system.ts";

const roster = [
  student({ schoolId: "S1", email: "ada@example.edu" }),
  student({ schoolId: "S2", email: "bo@example.edu", firstName: "<script>alert(1)</script>", lastName: "Two" }),
  student({
    schoolId: "S3",
    email: "cy@example.edu",
    anchors: { matriculation: 2023, graduation: 2027 },
    status: "leave",
  }),
];
type RosterReports = Awaited<ReturnType<FakeSystem["uploadRoster"]>>;

const BEGIN = "2027-03-31T16:00:00.000Z";
const APRIL_9 = "2027-04-09T16:00:00.000Z";

/** A console on a system whose clock stands at an instant. */
const consoleAt = async (at = BEGIN, pace = 0, uploadRoster?: (system: FakeSystem) => Promise<RosterReports>) => {
  const system = fakeSystem(program, roster, BEGIN, pace);
  if (uploadRoster)
    system.uploadRoster = async (_, as) => {
      if (as) system.uploadedAs.push(as);
      return uploadRoster(system);
    };
  if (at > BEGIN) await system.runTo(at);
  const ask = createConsole(system, { program, lateJoiner: "late.csv" });
  const get = async (path: string) => (await ask(new Request(`http://localhost:3000${path}`))).text();
  /** What a browser shows in the end: an answer at its own address. */
  const order = async (request: Request): Promise<Response> => {
    const first = await ask(request);
    const to = first.headers.get("location") ?? "";
    return to.startsWith("/answers/") ? ask(new Request(`http://localhost:3000${to}`)) : first;
  };
  const post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    order(new Request(`http://localhost:3000${path}`, { method: "POST", body: new URLSearchParams(form), headers }));
  return { system, ask, get, order, post };
};

/** Waits until a run of the console's clock has ended. */
const settled = async (get: (path: string) => Promise<string>): Promise<string> => {
  const page = await get("/");
  if (page.includes("the clock is paused")) return page;
  await new Promise((resolve) => setTimeout(resolve, 5));
  return settled(get);
};

describe("the clock", () => {
  test("shows the school's time, not UTC", async () => {
    const page = await (await consoleAt()).get("/");
    expect(page).toContain("Wednesday, March 31, 2027");
    expect(page).toContain("12:00 PM");
  });

  test.each([
    ["day", {}, "2027-04-01T16:00:00.000Z"],
    ["week", {}, "2027-04-07T16:00:00.000Z"],
    ["month", {}, "2027-04-30T16:00:00.000Z"],
    ["next", {}, "2027-04-01T13:00:00.000Z"],
    ["date", { date: "2027-04-20" }, "2027-04-20T16:00:00.000Z"],
  ])("moves on by %s", async (to, form, expected) => {
    const { system, post, get } = await consoleAt();
    expect((await post(`/clock/${to}`, form)).status).toBe(303);
    await settled(get);
    expect(system.now()).toBe(expected);
  });

  test("refuses to go back, and says so", async () => {
    const { system, post, get } = await consoleAt();
    await post("/clock/date", { date: "2027-03-01" });
    expect(await get("/")).toContain("Time only goes forward");
    expect(system.now()).toBe(BEGIN);
  });

  test("shows how far a run is, runs one at a time, and stops after a day when asked to", async () => {
    const { system, post, get } = await consoleAt(BEGIN, 20);
    await post("/clock/month");
    expect(await get("/")).toContain("running to Apr 30, 2027, 12:00 PM");
    await post("/clock/day");
    expect(await get("/")).toContain("The clock is running already.");
    await post("/clock/stop");
    await settled(get);
    expect(system.now() < "2027-04-10").toBe(true);
    expect(system.now() > BEGIN).toBe(true);
  });

  test("tells a page that something changed while it runs", async () => {
    const { ask, post } = await consoleAt(BEGIN, 5);
    const reader = (await ask(new Request("http://localhost:3000/live"))).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toContain("data: standing");
    await post("/clock/month");
    expect(await next()).toContain("event: change");
    await reader?.cancel();
  });
});

describe("what the pages show", () => {
  test("how far each cohort is with what is open", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    system.answer("S1", "retake-cim-survey@2027");
    const page = await get("/");
    expect(page).toContain("class of 2029, closes Apr 30, 2027");
    expect(page).toContain("1 of 2");
  });

  test("what comes next, and for how many", async () => {
    const page = await (await consoleAt()).get("/");
    expect(page).not.toContain("road-to-residency-2");
    expect(page).toMatch(/Thu, Apr 1<[\s\S]*9:00 AM<[\s\S]*retake-cim-survey[\s\S]*2 students/);
  });

  test("what comes next, later the same day too, and when", async () => {
    const midnight = "2027-04-01T04:00:00.000Z";
    const page = await (await consoleAt(midnight)).get("/");
    expect(page).toMatch(/Thu, Apr 1<[\s\S]*9:00 AM<[\s\S]*retake-cim-survey<[\s\S]*2 students/);
    expect(await (await consoleAt("2027-04-01T13:00:00.000Z")).get("/")).not.toContain(">Thu, Apr 1</time></h3>");
  });

  test("the mails, filtered by address, milestone and mailing", async () => {
    const { get } = await consoleAt(APRIL_9);
    expect(await get("/mails")).toContain("1 to 4 of 4");
    expect(await get("/mails?wave=remind-1&q=ADA")).toContain("1 to 1 of 1");
    expect(await get("/mails?milestone=match-day")).toContain("No mail here");
  });

  test("a mail opened, with the student it went to", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    const [mail] = system.mails();
    const page = await get(`/mails/${encodeURIComponent(mail?.messageId ?? "")}`);
    expect(page).toContain('sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain('<a href="http://localhost:3000/s/token" target="_blank" rel="noopener">');
    expect(page).toContain(`/students/${mail?.tags.student}`);
  });

  test("a student's timeline: mails, answer, and what lies ahead only while the task is due", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    const page = `/students/${(await system.students())[0]?.person}`;
    expect(await get(page)).toContain("retake-cim-survey: reminder 2");
    system.answer("S1", "retake-cim-survey@2027");
    const answered = await get(page);
    expect(answered).toContain("“The survey”");
    expect(answered).not.toContain("retake-cim-survey: reminder 2");
  });

  test("what a student declined, and none of it as planned", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    const page = `/students/${(await system.students())[0]?.person}`;
    expect(await get(page)).not.toContain("Declined mails");
    system.decline("S1", ["nudges"]);
    const declined = await get(page);
    expect(declined).toMatch(/<dt>Declined mails<\/dt><dd><div>Reminders\s/);
    expect(declined).not.toContain("retake-cim-survey: reminder 2");
  });

  test("a student's mail that did not go its way, in words", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    const page = `/students/${(await system.students())[0]?.person}`;
    system.meet("S1", { state: "ambiguous", reason: "no outcome" });
    expect(await get(page)).toContain("retake-cim-survey: nobody knows whether it went out (no outcome)");
    system.meet("S1", { state: "delivered" });
    expect(await get(page)).not.toContain("Note</span>");
  });

  test("a task is due until it closes, and not done from then on", async () => {
    const badge = async (at: string) => {
      const { system, get } = await consoleAt(at);
      const page = await get(`/students/${(await system.students())[0]?.person}`);
      expect(page).toContain("Apr 1, 2027 to Apr 30, 2027");
      return /badge (?:due|bad)">([^<]+)</.exec(page)?.[1];
    };
    expect(await badge("2027-04-30T16:00:00.000Z")).toBe("due");
    expect(await badge("2027-05-01T16:00:00.000Z")).toBe("not done");
  });

  test("who is open, from what is open now, and that nobody is once all have answered", async () => {
    const { system, get } = await consoleAt(APRIL_9);
    system.answer("S1", "retake-cim-survey@2027");
    const [, link = ""] = /href="(\/progress\/[^"]*retake-cim-survey[^"]*)"/.exec(await get("/")) ?? [];
    expect(await get(link)).toMatch(/Open <b>1<\/b>/);
    const asked = "/students?unanswered=retake-cim-survey%402027";
    expect(await get(asked)).toContain("selected>Not answered: retake-cim-survey, 2027");
    system.answer("S2", "retake-cim-survey@2027");
    expect(await get(link)).not.toMatch(/Open <b>/);
    expect(await get(asked)).toContain("Nobody here is left to answer.");
  });

  test("who is late once a survey has closed", async () => {
    const page = await (await consoleAt("2027-05-01T16:00:00.000Z")).get("/");
    expect(page).toContain("Late: 2, in one item of a class.");
    expect(page).toContain("Nothing is asked of anybody now.");
  });

  test("a look at a mailing that lies ahead, and that one is not", async () => {
    const { get } = await consoleAt();
    const [, link = ""] = /href="(\/ahead\?[^"]*)"/.exec(await get("/")) ?? [];
    expect(await get(link.replaceAll("&amp;", "&"))).toMatch(/retake-cim-survey<\/h1>[\s\S]*2 students/);
    expect(await get("/ahead?occurrence=x&wave=open")).toContain("No mailing of that name lies ahead");
  });

  test("students are found by name, address, number or society", async () => {
    const { get } = await consoleAt();
    expect(await get("/students?q=cy@")).toContain("1 of 3 students");
    expect(await get("/students?q=castle&cohort=pathways-2029")).toContain("2 of 3 students");
  });

  test("failures, also beside the way to their page", async () => {
    const { system, get } = await consoleAt();
    system.fail({ at: BEGIN, where: "send-mail", what: "ses:SendBulkEmail was denied" });
    expect(await get("/failures")).toContain("ses:SendBulkEmail was denied");
    expect(await get("/")).toContain('<b class="badge bad">1</b>');
  });

  test("mails that went wrong, each with its student, and no others", async () => {
    const { system, get } = await consoleAt("2027-04-02T13:00:00.000Z");
    expect(await get("/failures")).not.toContain("Mails to look at");
    system.meet("S1", { state: "bounced", reason: "bounced: Permanent" });
    system.meet("S2", { state: "delivered" });
    const page = await get("/failures");
    expect(page).toContain("it did not reach its student (bounced: Permanent)");
    expect(page).toMatch(/correct their address in the roster[\s\S]*Nothing else went wrong/);
    expect(page.match(/<li><p><a href="\/students/g)).toHaveLength(1);
  });
});

describe("mails of which nobody knows whether they went out", () => {
  const unknown = { state: "ambiguous", at: "2027-04-01T13:00:05.000Z" } as const;
  const one = { decision: "send again", occurrence: "retake-cim-survey@2027", wave: "open" };
  const opened = () => consoleAt("2027-04-02T13:00:00.000Z");

  test("are none, and the page says so, while SES has told of all", async () => {
    const { get } = await opened();
    expect(await get("/failures")).toContain("Of every mail in sight it is known whether it went out.");
    expect(await get("/")).not.toContain("Nobody knows whether");
  });

  test("are listed with since when, what each decision risks, and what sending again would come to", async () => {
    const { system, get } = await opened();
    for (const id of ["S1", "S2"]) system.meet(id, unknown);
    system.answer("S2", "retake-cim-survey@2027");
    const page = await get("/failures");
    expect(page).toContain("may get it twice");
    expect(page).toContain("may never get it");
    expect(page).toContain("Apr 1, 2027, 9:00 AM");
    expect(page).toContain("Sending again would send nothing: its student has done it since.");
    expect(await get("/")).toContain("Nobody knows whether 2 mails went out.");
  });

  test("are not offered to be sent again where that would send nothing", async () => {
    const { system, get } = await opened();
    system.meet("S2", unknown);
    expect(await get("/failures")).toContain("Send again …");
    system.answer("S2", "retake-cim-survey@2027");
    const page = await get("/failures");
    expect(page).not.toContain("Send again …");
    expect(page).toContain("Leave …");
  });

  test("are decided one by one or all of a mailing, and are listed no more", async () => {
    const { system, post, get } = await opened();
    for (const id of ["S1", "S2"]) system.meet(id, unknown);
    const [, student = ""] = /name="student" value="([^"]+)"/.exec(await get("/failures")) ?? [];
    expect(await (await post("/unknown", { ...one, student, attempt: "1" })).text()).toContain("One mail: on the way");
    expect(await get("/")).toContain("Nobody knows whether one mail went out.");
    expect(await (await post("/unknown", { ...one, decision: "leave" })).text()).toContain("One mail: left");
    expect(system.decided).toEqual(["send again retake-cim-survey@2027 open", "leave retake-cim-survey@2027 open"]);
    expect(await get("/")).not.toContain("Nobody knows whether");
  });

  test("are decided after a question that says what will happen and changes nothing", async () => {
    const { system, get } = await opened();
    for (const id of ["S1", "S2"]) system.meet(id, unknown);
    system.answer("S2", "retake-cim-survey@2027");
    const again = await get(`/unknown?${new URLSearchParams(one)}`);
    expect(again).toContain("Send again: 2 mails?");
    expect(again).toContain("One mail goes out once more");
    expect(again).toContain("For one mail nothing goes out");
    expect(again).toContain("cannot be called back");
    const leave = await get(`/unknown?${new URLSearchParams({ ...one, decision: "leave" })}`);
    expect(leave).toContain("never gets it");
    expect(await get(`/unknown?${new URLSearchParams({ ...one, student: "gone", attempt: "1" })}`)).toContain(
      "settled",
    );
    expect(system.decided).toEqual([]);
  });

  test("that were settled meanwhile are not decided, and the page says so", async () => {
    const { system, post } = await opened();
    const page = await (await post("/unknown", { ...one, student: "gone", attempt: "1" })).text();
    expect(page).toContain("Nothing was changed");
    expect(page).toContain("One mail: settled meanwhile");
    expect(system.decided).toEqual([]);
  });

  test("are not decided by a form that is not the page's, nor by loading an answer again", async () => {
    const { ask, post } = await opened();
    expect((await post("/unknown", { ...one, decision: "burn" })).status).toBe(400);
    const again = await ask(new Request("http://localhost:3000/unknown"));
    expect(again.headers.get("location")).toBe("/failures#unknown");
  });
});

describe("mailings that are paused", () => {
  const run = { occurrence: "retake-cim-survey@2027", wave: "open" };
  const WHY = "5 of 100 mails bounced";
  const since = "2027-04-01T13:00:00.000Z";
  /** A console whose opening mail reached one student of two before it was paused. */
  const pausedConsole = async () => {
    const opened = await consoleAt(since);
    opened.system.meet("S1", { state: "bounced" });
    opened.system.meet("S2", { state: "retry" });
    await opened.system.pauseItself(run, WHY);
    return opened;
  };
  const question = `/runs?${new URLSearchParams(run)}`;

  test("are none, and the page says so", async () => {
    const { get } = await consoleAt();
    expect(await get("/failures")).toContain("No mailing is paused.");
    expect(await get("/")).not.toContain("paused. <a");
  });

  test("are told in words, with since when, why, how they fared, and what resuming comes to", async () => {
    const page = await (await pausedConsole()).get("/failures");
    expect(page).toContain("retake-cim-survey, 2027: first mail");
    expect(page).toContain("Apr 1, 2027, 9:00 AM");
    expect(page).toContain(`<dd>${WHY}</dd>`);
    expect(page).toContain("<dt>Went out</dt><dd>1</dd>");
    expect(page).toContain("<dt>Bounced</dt><dd>1</dd>");
    expect(page).toContain("one mail goes out on Friday, April 2, 2027, at 9:00 AM.");
  });

  test("are told on the overview, which leads to them", async () => {
    expect(await (await pausedConsole()).get("/")).toContain('One mailing is paused. <a href="/failures#paused">');
  });

  test("are resumed after a question that changes nothing, and may be paused again", async () => {
    const { system, post, get } = await pausedConsole();
    const asked = await get(question);
    expect(asked).toContain("Resume this mailing?");
    expect(asked).toContain("What has gone out cannot be called back.");
    expect(await system.pausedMailings()).toHaveLength(1);
    const resumed = await (await post("/runs", { ...run, since, decision: "resume" })).text();
    expect(resumed).toContain("From here on, one mail goes out on Friday, April 2, 2027");
    expect(await system.pausedMailings()).toEqual([]);
    expect(await (await post("/runs", { ...run, decision: "pause" })).text()).toContain("<h1>Paused</h1>");
    expect(await get("/failures")).toContain("a person paused it");
  });

  test("are also those that a person pauses ahead of their day, after a question that changes nothing", async () => {
    const { system, get, post } = await consoleAt();
    const [, link = ""] = /href="(\/runs\?[^"]*decision=pause)"/.exec(await get("/")) ?? [];
    const asked = await get(link.replaceAll("&amp;", "&"));
    expect(asked).toContain("Pause this mailing?");
    expect(asked).toContain("Planned for Thursday, April 1, 2027, at 9:00 AM.");
    expect(await system.pausedMailings()).toEqual([]);
    await post("/runs", { ...run, decision: "pause" });
    expect(await get("/")).toContain('<b class="badge bad">paused</b>');
    expect(await get(link.replaceAll("&amp;", "&"))).toContain("Resume this mailing?");
  });

  test("go out on their own day where that is weeks ahead", async () => {
    const { get, post } = await consoleAt();
    await post("/runs", { occurrence: "road-to-residency-1@2028", wave: "open", decision: "pause" });
    expect(await get("/failures")).toContain("it goes out on its own day, Tuesday, January 18, 2028.");
  });

  test("stay as they are where somebody decided meanwhile", async () => {
    const { system, post, get } = await pausedConsole();
    const older = { ...run, since: BEGIN, decision: "resume" };
    expect(await (await post("/runs", older)).text()).toContain("Nothing was changed");
    expect(await (await post("/runs", { ...run, decision: "pause" })).text()).toContain("Nothing was changed");
    expect(await system.pausedMailings()).toHaveLength(1);
    await post("/runs", { ...run, since, decision: "resume" });
    expect(await get(question)).toContain("Nothing was changed");
  });

  test("are not decided by a form or an address that is not the page's, nor while the clock runs", async () => {
    const { ask, post } = await pausedConsole();
    expect((await post("/runs", { ...run, decision: "burn" })).status).toBe(400);
    expect((await post("/runs", { ...run, wave: "remind-9", decision: "pause" })).status).toBe(400);
    expect((await ask(new Request("http://localhost:3000/runs"))).status).toBe(400);
    const running = await consoleAt(BEGIN, 20);
    await running.post("/clock/week");
    expect((await running.post("/runs", { ...run, decision: "pause" })).status).toBe(409);
    await running.post("/clock/stop");
    await settled(running.get);
  });
});

describe("orders", () => {
  test("a late joiner is uploaded to the roster by one button", async () => {
    const { system, post } = await consoleAt();
    const page = await (await post("/roster/late-joiner")).text();
    expect(system.uploads).toEqual(["late.csv"]);
    expect(page).toContain("The roster is imported");
    expect(page).toContain("<dt>New</dt><dd>1</dd>");
  });

  test("a roster without any student taken in is not called imported", async () => {
    const { post } = await consoleAt(BEGIN, 0, async () => ({
      summary: '{"students":0,"absent":3}',
      rejectedCsv: "a,reason,line\n1,no roster,1\n",
      warningsCsv: "",
    }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain("No student was taken in");
    expect(page).toContain("One row came back with line and reason.");
    expect(page).toContain("3, left as they are");
    expect(page).toContain('<td data-column="reason" class="">no roster</td>');
  });

  test("a roster refused as a whole gives no rows back to upload", async () => {
    const { post } = await consoleAt(BEGIN, 0, async () => ({
      summary: '{"verdict":"refused","why":["not separated by commas"]}',
      rejectedCsv: "a;b,reason,line\na;b,not separated by commas,1\n",
      warningsCsv: "",
    }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain("Mend the file and upload it again.");
    expect(page).not.toContain("upload just these");
  });

  test("nobody whom a complete roster leaves out is said to be left as they are while it waits", async () => {
    const summary = '{"verdict":"waits","why":["missing: 7 of 10 students"],"students":3,"absent":7}';
    const { post } = await consoleAt(BEGIN, 0, async () => ({ summary, rejectedCsv: "", warningsCsv: "" }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain("<dt>Not in the file</dt><dd>7</dd>");
  });

  test("an upload takes a minute of the clock, so that the later of two is the newer", async () => {
    const { system, post } = await consoleAt(BEGIN);
    await post("/roster/late-joiner");
    expect(Date.parse(system.now()) - Date.parse(BEGIN)).toBe(60_000);
  });

  test("rows that went in and may be wrong are shown as they are written", async () => {
    const { post } = await consoleAt(BEGIN, 0, async () => ({
      summary: '{"students":2,"warnings":2}',
      rejectedCsv: "a,reason,line\n",
      warningsCsv: "line,student_id,warning\n2,S1,email <a@b.example> is also that of line 3\n",
    }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain("2 things are to be looked at.");
    expect(page).toContain("email &lt;a@b.example&gt; is also that of line 3");
    expect(page).not.toContain("Rejected rows</h2>");
  });

  test.each([
    ["waits", "The roster waits for a yes", "Would be changed", "Look at it, and decide"],
    ["refused", "The roster was refused", "Mend the file", "Look at it among the rosters"],
    ["superseded", "The roster came too late to count", "uploaded later counts", "Look at it among the rosters"],
    ["counted", "The roster is imported", "<dt>Changed</dt>", "See each change, or take it back"],
  ])("a roster that %s is told as that, with why and the way to it", async (verdict, title, says, link) => {
    const summary = JSON.stringify({ import: "20260901T1-ab", verdict, why: ["a <reason>"], students: 2, held: 1 });
    const { post } = await consoleAt(BEGIN, 0, async () => ({ summary, rejectedCsv: "", warningsCsv: "" }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain(says);
    expect(page).toContain("a &lt;reason&gt;");
    expect(page).toContain(`href="/imports/20260901T1-ab">${link}</a>`);
  });

  test("a file keeps the name under which it was chosen, and says whether it names everybody", async () => {
    const { system, ask } = await consoleAt();
    const upload = async (name: string, complete?: string) => {
      const body = new FormData();
      body.set("roster", new File(["student_id\n1\n"], name));
      if (complete) body.set("complete", complete);
      await ask(new Request("http://localhost:3000/roster", { method: "POST", body }));
    };
    await upload("Fall (2).xlsx");
    await upload("everybody.csv", "yes");
    expect(system.uploadedAs).toEqual([
      { file: "Fall (2).xlsx", isComplete: false },
      { file: "everybody.csv", isComplete: true },
    ]);
  });

  test("a file of sessions is told as that, with what changed and each row that is to be mended", async () => {
    const summary = JSON.stringify({
      verdict: "counted",
      why: [],
      sessions: 3,
      added: 1,
      changed: 1,
      unchanged: 1,
      rejected: 1,
      warnings: 1,
    });
    const rejectedCsv = 'line,message\n5,"session_id is <empty>"\n';
    const report = { summary, rejectedCsv, warningsCsv: "line,message\n3,two at one place\n" };
    const changesCsv = "session_id,what,before,after\nsis,place,TMEC 448,TMEC 250\n";
    const { system, ask } = await consoleAt(BEGIN, 0, async () => ({ ...report, changesCsv }));
    const body = new FormData();
    body.set("file", new File(["session_id\nx\n"], "moved.csv"));
    const sent = await ask(new Request("http://localhost:3000/sessions", { method: "POST", body }));
    const page = await (
      await ask(new Request(new URL(sent.headers.get("location") ?? "", "http://localhost:3000")))
    ).text();
    expect(system.uploadedAs).toEqual([{ file: "moved.csv", isComplete: false }]);
    expect(page).toContain("<h1>The sessions are taken in, but for one row</h1>");
    expect(page).toContain("session_id is &lt;empty&gt;");
    for (const said of ["two at one place", "TMEC 250", 'download="rejected.csv"', 'download="warnings.csv"'])
      expect(page).toContain(said);
    expect(page).toContain(encodeURIComponent(rejectedCsv));
  });

  test("a file of sessions that was refused says why, and that nothing of it went in", async () => {
    const summary = JSON.stringify({ verdict: "refused", why: ["The header lacks item."], sessions: 0, rejected: 1 });
    const { post } = await consoleAt(BEGIN, 0, async () => ({ summary, rejectedCsv: "", warningsCsv: "" }));
    const page = await (await post("/roster/late-joiner")).text();
    expect(page).toContain("The file of sessions was refused");
    expect(page).toContain("The header lacks item.");
  });

  test("a list of who came goes into its session's folder, and no other text names one", async () => {
    const summary = JSON.stringify({ verdict: "counted", why: [], came: 2, rejected: 1 });
    const rejectedCsv = "line,who,reason\n4,S9,nobody here\n";
    const { system, ask } = await consoleAt(BEGIN, 0, async () => ({ summary, rejectedCsv, warningsCsv: "" }));
    const put = async (session: string) => {
      const body = new FormData();
      body.set("session", session);
      body.set("file", new File(["student_id\nS1\n"], "came.csv"));
      return ask(new Request("http://localhost:3000/attendance", { method: "POST", body }));
    };
    const sent = await put("sis-dermatology-2026");
    const page = await (
      await ask(new Request(new URL(sent.headers.get("location") ?? "", "http://localhost:3000")))
    ).text();
    expect(system.uploadedAs).toEqual([
      { file: "came.csv", isComplete: false, folder: "attendance/sis-dermatology-2026/" },
    ]);
    expect(page).toContain("<h1>2 students came, but for one row</h1>");
    expect(page).toContain("nobody here");
    await put("../incoming");
    expect(system.uploadedAs).toHaveLength(1);
  });

  test("an empty file is refused in words", async () => {
    const { system, order } = await consoleAt();
    const body = new FormData();
    body.set("roster", new File([], "roster.csv"));
    const refused = await order(new Request("http://localhost:3000/roster", { method: "POST", body }));
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("The file has nothing in it.");
    expect(system.uploads).toEqual([]);
  });

  test("an import that failed is not shown by the reports of the one before", async () => {
    const { post } = await consoleAt(BEGIN, 0, async (system) => {
      system.fail({ at: BEGIN, where: "import-roster", what: "denied" });
      return { summary: '{"students":660}', rejectedCsv: "", warningsCsv: "" };
    });
    const failed = await post("/roster/late-joiner");
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain("The import failed");
  });

  test("no roster goes in while the clock runs", async () => {
    const { system, post, get } = await consoleAt(BEGIN, 20);
    await post("/clock/week");
    expect((await post("/roster/late-joiner")).status).toBe(409);
    expect(system.uploads).toEqual([]);
    await post("/clock/stop");
    await settled(get);
  });

  test.each([
    ["/unknown", "a form of the page", { decision: "leave", occurrence: "retake-cim-survey@2027", wave: "open" }],
    ["/runs", "a form of the page", { decision: "pause", occurrence: "retake-cim-survey@2027", wave: "open" }],
    ["/roster/late-joiner", "a form of the page", {}],
    ["/unknown", "what no page sends", {}],
    ["/runs", "what no page sends", {}],
    ["/roster", "what no page sends", {}],
    ["/imports/none/decide", "what no page sends", {}],
    ["/students/nobody/release", "what no page sends", {}],
    ["/nothing", "what no page sends", {}],
  ])("to %s, %s, lead on to an answer at an address of its own, which sends nothing again", async (path, _, form) => {
    const { system, ask } = await consoleAt();
    const url = (to: string) => `http://localhost:3000${to}`;
    const sent = await ask(new Request(url(path), { method: "POST", body: new URLSearchParams(form) }));
    expect(sent.status).toBe(303);
    const done = [...system.uploads, ...system.decided];
    const look = async () => ask(new Request(url(sent.headers.get("location") ?? "")));
    const said = async () => /<main[\s\S]*<\/main>/.exec(await (await look()).text())?.[0];
    expect(await said()).toContain("<h1>");
    expect(await said()).toBe(await said());
    expect([...system.uploads, ...system.decided]).toEqual(done);
  });

  test("of long ago are not kept for ever, and their address says so", async () => {
    const { ask } = await consoleAt();
    const late = await ask(new Request("http://localhost:3000/answers/none"));
    expect(late.status).toBe(404);
    expect(await late.text()).toContain("This answer is not kept any more.");
  });

  test("“Next event” passes over mornings on which nothing happens to anybody", async () => {
    const { system, post, get } = await consoleAt();
    system.upcoming = () => [{ name: "remind", at: "2027-03-31T20:00:00.000Z" }];
    await post("/clock/next");
    await settled(get);
    expect(system.now()).toBe("2027-04-01T13:00:00.000Z");
    await post("/clock/next");
    await settled(get);
    expect(system.now() > "2027-04-01T13:00:00.000Z").toBe(true);
    expect(system.mails().filter(({ sentAt }) => sentAt === system.now()).length).toBeGreaterThan(0);
  });

  test("“Next event” goes by the schedules where nothing more is planned for anybody", async () => {
    const { system, post, get } = await consoleAt("2031-12-30T16:00:00.000Z");
    expect(await get("/")).toContain("Nothing is planned for anybody in these days.");
    const asked: number[] = [];
    system.runToNextEvent = async () => void asked.push(1);
    await post("/clock/next");
    await settled(get);
    expect(asked).toEqual([1]);
  });

  test("lead back to the page they were given on, never to another site", async () => {
    const { post } = await consoleAt();
    const back = async (referer: string) => (await post("/clock/stop", {}, { referer })).headers.get("location");
    expect(await back("http://localhost:3000/mails?q=a")).toBe("/mails?q=a");
    for (const foreign of ["//elsewhere.example/", "///elsewhere.example/", "/\\elsewhere.example/"])
      expect(await back(`http://localhost:3000${foreign}`)).toBe("/elsewhere.example/");
    expect(await back("https://evil.example/x")).toBe("/");
  });
});

describe("keeping to the person at this machine", () => {
  test.each([{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }])(
    "orders from elsewhere are refused: %o",
    async (headers) => {
      const { system, post } = await consoleAt();
      expect((await post("/clock/day", {}, headers)).status).toBe(403);
      expect(system.now()).toBe(BEGIN);
    },
  );

  test("another host name is refused, whatever it points at", async () => {
    const { ask } = await consoleAt();
    expect((await ask(new Request("http://rebound.example:3000/"))).status).toBe(421);
  });

  test("names are escaped, and a mail's script can neither run nor be framed elsewhere", async () => {
    const { system, ask, get } = await consoleAt(APRIL_9);
    expect(await get("/students")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(await get("/students")).not.toContain("<script>alert");
    const id = encodeURIComponent(system.mails()[0]?.messageId ?? "");
    const policy = (await ask(new Request(`http://localhost:3000/mails/${id}/html`))).headers.get(
      "content-security-policy",
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("sandbox");
    expect(policy).not.toContain("script");
  });

  test("every page forbids what it does not need", async () => {
    const { ask } = await consoleAt();
    const { headers } = await ask(new Request("http://localhost:3000/"));
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("what is not there is a page that says so", async () => {
    const { ask } = await consoleAt();
    for (const path of ["/nothing", "/mails/none", "/mails/none/html", "/students/nobody"])
      expect((await ask(new Request(`http://localhost:3000${path}`))).status).toBe(404);
  });
});

describe("the calendar", () => {
  test("shows the month of today with what is on, and leads to the months beside it", async () => {
    const { get } = await consoleAt();
    const page = await get("/calendar");
    expect(page).toContain("March 2027</h2>");
    expect(page).toContain("2027-03-19");
    expect(page).toContain("/calendar?month=2027-02");
    expect(page).toContain("/calendar?month=2027-04");
    expect(await get("/calendar?month=2027-12&cohort=hst-2099")).toContain("Nothing fits in this month.");
    expect(await get("/calendar?month=2031-09")).toContain("Nothing is on this month.");
    expect(await get("/calendar?month=soon")).toContain("March 2027</h2>");
  });
});
