import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { uploadsInto } from "#adapters/s3/uploads.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { openOffice } from "#office/front/office.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { importFile } from "../../functions/import-roster/import-file.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { rosterFile } from "../functions/class.fixture.ts";
import { studentNamed } from "../functions/send-mail/april.fixture.ts";

const NOW = "2027-04-05T15:00:00.000Z";
const [ADA, BO] = [studentNamed("ada"), studentNamed("bo")];

/** The pages on a bucket whose files are taken in as soon as they are there, as the event of the bucket orders it. */
const host = async () => {
  const files = memoryFiles();
  const records = { ...memoryRecords(), files, queue: memoryMailQueue(), suppressionList: memorySuppressionList() };
  for (const one of [ADA, BO]) await records.people.save(one);
  await records.school.start("2026-08-03");
  let keys = 0;
  const takeIn = (key: string) =>
    importFile(
      { ...records, program, newKey: () => `new-${++keys}` },
      {
        source: "aws.s3",
        "detail-type": "Object Created",
        time: NOW,
        detail: { bucket: { name: "rosters" }, object: { key, size: 1 } },
      },
    );
  const put: string[] = [];
  const into = uploadsInto(files, () => "rosters");
  const uploads = {
    bucket: into.bucket,
    put: async (key: string, bytes: Uint8Array) => {
      put.push(key);
      await into.put(key, bytes);
      await takeIn(key);
    },
  };
  const copying = {
    ...files,
    copy: async (bucket: string, keysOf: { from: string; to: string }) => {
      const isThere = await files.copy(bucket, keysOf);
      if (isThere) await takeIn(keysOf.to);
      return isThere;
    },
  };
  const desk = {
    office: openOffice({ ...records, files: copying, uploads }, { program, now: () => NOW }),
    program,
    time: schoolTime(program.school.timeZone),
    now: () => NOW,
    frame: (page: Parameters<typeof layout>[1]) => layout({ nav: [], style: "/office.css", foot: "" }, page),
    carryOut: async (deed: () => Promise<void>) => {
      await deed();
      return undefined;
    },
  };
  const app = new Hono().route("/", staffPages(desk));
  const get = async (path: string) => (await app.request(path)).text();
  const post = (path: string, form: FormData | URLSearchParams) => app.request(path, { method: "POST", body: form });
  const upload = (name: string, content: string | Uint8Array, as: Record<string, string> = { as: "desk" }) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(as)) form.set(field, value);
    form.set("file", new File([Uint8Array.from(Buffer.from(content))], name));
    return post("/imports/upload", form);
  };
  /** Follows where an upload leads, until there is a page. */
  const arrived = async (answer: Response): Promise<{ at: string; page: string }> => {
    let at = "";
    let reply = answer;
    while (reply.status === 303) {
      at = reply.headers.get("location") ?? "";
      reply = await app.request(at);
    }
    return { at, page: await reply.text() };
  };
  const student = async (id: string) => (await records.people.all()).find(({ schoolId }) => schoolId === id);
  return { records, files, put, get, post, upload, arrived, student };
};

let school: Awaited<ReturnType<typeof host>>;
beforeEach(async () => {
  school = await host();
});

describe("a roster that is uploaded on the pages", () => {
  test("waits until somebody has seen what it changes, then counts by a yes, and is taken back", async () => {
    const roster = rosterFile([{ ...ADA, society: "Peabody" }]);
    const { at, page } = await school.arrived(await school.upload("fall 2027.csv", roster));
    expect(page).toContain("Waits for a yes");
    expect(page).toContain("it was uploaded on the pages");
    expect(page).toMatch(/Castle[\s\S]*Peabody/);
    expect((await school.student("S-ada"))?.society).toBe("Castle");
    expect(school.put).toEqual([expect.stringMatching(/^desk\/20270405T150000000Z-[0-9a-f]{12}\/fall-2027\.csv$/)]);
    await school.post(`${at}/decide`, new URLSearchParams({ decision: "approve" }));
    expect((await school.student("S-ada"))?.society).toBe("Peabody");
    await school.post(`${at}/decide`, new URLSearchParams({ decision: "take-back" }));
    expect((await school.student("S-ada"))?.society).toBe("Castle");
  });

  test("that names everybody holds whoever is missing only once it counts, and shows them before", async () => {
    const { at, page } = await school.arrived(await school.upload("all.csv", rosterFile([ADA]), { as: "complete" }));
    expect(page).toContain("as one that names everybody");
    expect(page).toContain("Not in the file");
    expect((await school.student("S-bo"))?.held).toBeUndefined();
    await school.post(`${at}/decide`, new URLSearchParams({ decision: "approve" }));
    expect((await school.student("S-bo"))?.held).toMatchObject({ reason: "missing" });
  });

  test("shows the rows that it rejects beside the others", async () => {
    const rows = `${rosterFile([{ ...ADA, society: "Peabody" }])}\nS-new,,,,pathways,,,,,,`;
    const { page } = await school.arrived(await school.upload("r.csv", rows));
    expect(page).toContain("Rejected rows: 1");
  });
});

describe("a file that is not taken says what to do", () => {
  test.each([
    { name: "empty.csv", content: "", says: "The file is empty" },
    { name: "list.pdf", content: "x", says: "Its name has to end in .csv or .xlsx" },
    { name: "big.csv", content: new Uint8Array(4_000_001), says: "larger than the 4 MB" },
  ])("$name", async ({ name, content, says }) => {
    const answer = await school.upload(name, content);
    expect([answer.status, (await answer.text()).includes(says)]).toEqual([400, true]);
    expect(school.put).toEqual([]);
  });

  test.each([{ as: "everything" }, { as: "evidence", milestone: "../x" }, { as: "attendance", session: "none" }, {}])(
    "taken for %j",
    async (as) => {
      const answer = await school.upload("a.csv", "student_id\nS-ada\n", as);
      expect(answer.status).toBe(400);
      expect(school.put).toEqual([]);
    },
  );

  test("no name leads out of its folder", async () => {
    await school.upload("../../approved/x/..%2f évil name.csv", rosterFile([ADA]));
    expect(school.put).toEqual([expect.stringMatching(/^desk\/[^/]+\/[\w.-]+\.csv$/)]);
  });
});

test("a list of who did something counts at once, with its report", async () => {
  const { page } = await school.arrived(
    await school.upload("cim.csv", "student_id,date\nS-ada,2027-04-02\n", {
      as: "evidence",
      milestone: "retake-cim-survey",
    }),
  );
  expect(page).toContain("It was taken in");
  expect((await school.records.parts.get("retake-cim-survey@2027", "ada"))?.task?.state).toBe("verified");
});

describe("a single student", () => {
  const filled = { student_id: "S-new", email: "new@students.example", last_name: "Newman", track: "pathways" };

  test("is added by a form, judged like a roster of one row, and counts by a yes", async () => {
    expect(await school.get("/add-student")).toContain("The next roster that names them wins");
    const form = new URLSearchParams({ ...filled, matriculation_year: "2026", status: "active" });
    const { at, page } = await school.arrived(await school.post("/add-student", form));
    expect(page).toContain("new-student.csv");
    expect(page).toContain("S-new");
    expect(await school.student("S-new")).toBeUndefined();
    await school.post(`${at}/decide`, new URLSearchParams({ decision: "approve" }));
    expect(await school.student("S-new")).toMatchObject({ lastName: "Newman", email: "new@students.example" });
  });

  test("without a year is rejected with the reason, as a row is", async () => {
    const { page } = await school.arrived(await school.post("/add-student", new URLSearchParams(filled)));
    expect(page).toMatch(/Rejected rows: 1[\s\S]*matriculation/);
    const unnamed = await school.post("/add-student", new URLSearchParams({ ...filled, student_id: "" }));
    expect([unnamed.status, (await unnamed.text()).includes("Say at least their number.")]).toEqual([400, true]);
  });

  test("is corrected by a form that sends only what it says otherwise", async () => {
    const page = await school.get("/students/ada/correct");
    expect(page).toContain('value="ada@students.example"');
    const said = { society: "Peabody", leave_from: "2027-05-01", leave_until: "2027-06-30" };
    const { at } = await school.arrived(await school.post("/students/ada/correct", new URLSearchParams(said)));
    const [bytes] = [...school.files.held].flatMap(([key, file]) => (key.includes("correction.csv") ? [file] : []));
    expect(new TextDecoder().decode(bytes)).toBe(
      "student_id,society,leave_from,leave_until\nS-ada,Peabody,2027-05-01,2027-06-30\n",
    );
    await school.post(`${at}/decide`, new URLSearchParams({ decision: "approve" }));
    expect(await school.student("S-ada")).toMatchObject({ society: "Peabody", leaveFrom: "2027-05-01" });
    const gone = new URLSearchParams({ leave_from: "", leave_until: "" });
    const back = await school.arrived(await school.post("/students/ada/correct", gone));
    await school.post(`${back.at}/decide`, new URLSearchParams({ decision: "approve" }));
    expect((await school.student("S-ada"))?.leaveFrom).toBeUndefined();
    const same = await school.post("/students/ada/correct", new URLSearchParams());
    expect([same.status, (await same.text()).includes("The form says nothing new.")]).toEqual([400, true]);
  });
});
