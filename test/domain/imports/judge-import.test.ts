import { describe, expect, test } from "vitest";
import { rosterAfter } from "#domain/imports/judge-import.ts";
import { judged, rowOf, standing, stored } from "./school.fixture.ts";

const class_ = (size: number) => Array.from({ length: size }, (_, nth) => stored(`00410${100 + nth}`));

describe("what is sure", () => {
  test("a row that says what is stored changes nothing", () => {
    const all = class_(3);
    const judgement = judged(
      all,
      all.map((one) => rowOf(one)),
    );
    expect(judgement).toMatchObject({ counts: true, why: [], added: [], changed: [], save: [], codes: [] });
    expect(judgement.unchanged).toHaveLength(3);
  });

  test("a blank cell leaves what is stored", () => {
    const gone = stored("1", { status: "withdrawn", anchors: { matriculation: 2023, graduation: 2028 } });
    const { save } = judged([gone], [{ line: 2, schoolId: "1", anchors: { matriculation: 2023 } }]);
    expect(save).toEqual([]);
  });

  test("somebody new without an address is rejected, and told what is missing", () => {
    const { email: _, ...row } = rowOf(stored("1"));
    expect(judged([], [row]).rejected).toEqual([{ line: 2, reason: "email is missing for somebody new" }]);
  });

  test("a row with an alias is a row of the person who has it", () => {
    const one = stored("1", { aliases: ["old"] });
    expect(judged([one], [rowOf(one, { schoolId: "old", society: "South" })]).save).toMatchObject([
      { before: one, after: { schoolId: "1", society: "South" } },
    ]);
  });
});

describe("status", () => {
  test("a word that nobody understands holds a known student, whose status stays", () => {
    const one = stored("1");
    const judgement = judged([one], [rowOf(one, { status: { word: "Not Attending" } })]);
    expect(standing([one], judgement)).toEqual({ 1: "active, held: status" });
    expect(judgement.held[0]?.held).toMatchObject({ evidence: "status:not attending" });
  });

  test("a new student with such a word is added, and held", () => {
    const judgement = judged([], [rowOf(stored("1"), { status: { word: "A" } })]);
    expect(standing([], judgement)).toEqual({ 1: "active, held: status" });
  });

  test("a word that a person has let go holds no more", () => {
    const one = stored("1", { released: ["status:inactive"] });
    expect(judged([one], [rowOf(one, { status: { word: "Inactive" } })]).save).toEqual([]);
  });

  test("a hold ends where the school has mapped the word by now, and stays for any other word", () => {
    const one = stored("1");
    const held = judged([one], [rowOf(one, { status: { word: "Sabbatical" } })]).held;
    const [mapped] = judged(held, [rowOf(one, { status: { word: "sabbatical", means: "leave" } })]).save;
    expect(mapped?.after).toEqual({ ...one, status: "leave" });
    expect(judged(held, [rowOf(one)]).save).toEqual([]);
  });

  test("one who was gone and is active again is held, and so is one who is on leave again", () => {
    const all = [
      stored("1", { status: "withdrawn" }),
      stored("2", { status: "deceased" }),
      stored("3", { status: "leave" }),
    ];
    const rows = all.map((one) => rowOf(one, { status: { word: "active", means: "active" } }));
    expect(standing(all, judged(all, rows))).toEqual({
      1: "active, held: returns",
      2: "active, held: returns",
      3: "active",
    });
  });
});

describe("doubles", () => {
  const one = stored("00410101", { email: "jo@example.edu" });
  const both = { "00410101": "active, held: double" };
  const withId = (schoolId: string, change = {}) => rowOf(one, { schoolId, ...change });

  test.each(["410101", "00410101.0", '="00410101"', "'00410101", " 410101 ", "410,101", "4.10101E+05", "4.1E+05"])(
    "%s with the same address is held with 00410101",
    (id) => {
      const judgement = judged([one], [withId(id)]);
      expect(standing([one], judgement)).toEqual({ ...both, [id]: "active, held: double" });
      expect(judgement.held.map(({ held }) => held?.other)).toEqual([id, "00410101"]);
    },
  );

  test.each([
    ["case", "HU1a", "hu1A"],
    ["zeros within", "S00123", "s123"],
    ["digits lost", "1234567890123456", "1234567890123450"],
  ])("ids that differ in %s are alike", (_, first, second) => {
    const known = stored(first, { email: "x@example.edu" });
    const judgement = judged([known], [rowOf(known, { schoolId: second, email: "X@example.edu" })]);
    expect(standing([known], judgement)).toEqual({ [first]: "active, held: double", [second]: "active, held: double" });
  });

  test("ids that are alike with nothing else alike are two people", () => {
    const other = withId("410101", { email: "other@example.edu", firstName: "Pat", lastName: "Roe" });
    expect(standing([one], judged([one], [other]))).toEqual({ "00410101": "active", "410101": "active" });
  });

  test("another id with the address of one whom the file does not name is held with them", () => {
    expect(standing([one], judged([one], [withId("jo.new@example.edu", { email: "Jo <JO@example.edu>" })]))).toEqual({
      ...both,
      "jo.new@example.edu": "active, held: double",
    });
  });

  test("another id with their access code is held with them", () => {
    const codes = new Map([[one.person, "CIM-JO"]]);
    for (const cimAccessCode of ["CIM-JO", "cim-jo", "CIM-JO "]) {
      const row = withId("new", { email: "jo.voss@example.edu", cimAccessCode });
      expect(standing([one], judged([one], [row], { codes }))).toEqual({ ...both, new: "active, held: double" });
    }
  });

  test("an id that is an address, of one new in a class where an unnamed one has the first name, is held with them", () => {
    const lee = stored("lee.tran@example.edu", { email: "lee.tran@example.edu", firstName: "Lee" });
    const row = rowOf(lee, { schoolId: "lee.voss@example.edu", email: "lee.voss@example.edu", lastName: "Voss" });
    const apart = { ...row, anchors: { matriculation: 2025 } };
    expect(standing([lee], judged([lee], [row]))).toEqual({
      "lee.tran@example.edu": "active, held: double",
      "lee.voss@example.edu": "active, held: double",
    });
    expect(standing([lee], judged([lee], [row, rowOf(lee)]))).not.toContain("active, held: double");
    expect(standing([lee], judged([lee], [apart]))).toEqual({
      "lee.tran@example.edu": "active",
      "lee.voss@example.edu": "active",
    });
  });

  test("two whom the file both names may share an address", () => {
    const rows = [rowOf(one), withId("77", { firstName: "Twin" })];
    expect(standing([one], judged([one], rows))).toEqual({ "00410101": "active", 77: "active" });
  });

  test("a full name counts where no other is known, and overwrites none", () => {
    const { firstName: _, lastName: __, ...row } = rowOf(one, { fullName: "Jo Reyes" });
    const whole = stored("1", { firstName: "Jo Rey", lastName: "" });
    expect(rosterAfter([one], judged([one], [row]))).toEqual([one]);
    expect(rosterAfter([whole], judged([whole], [{ ...row, schoolId: "1" }]))).toMatchObject([
      { firstName: "Jo Reyes", lastName: "" },
    ]);
  });

  test("two rows of one file that are alike are both held", () => {
    expect(standing([], judged([], [withId("00410101"), withId("410101")]))).toEqual({
      "00410101": "active, held: double",
      "410101": "active, held: double",
    });
  });

  test("a row that is rejected holds the one who is stored all the same", () => {
    const row = { line: 2, schoolId: "410101", firstName: one.firstName, lastName: one.lastName };
    expect(standing([one], judged([one], [row]))).toEqual(both);
  });

  test("one who was let go of that double is not held for it again", () => {
    const released = { ...one, released: ["double:410101"] };
    expect(standing([released], judged([released], [withId("410101")]))).toEqual({
      "00410101": "active",
      "410101": "active, held: double",
    });
  });
});

describe("rows of one id", () => {
  const one = stored("1");

  test("that differ in status hold a known student as they are stored, and name both lines", () => {
    const rows = [rowOf(one, { status: { word: "withdrawn", means: "withdrawn" } }), rowOf(one, { society: "South" })];
    const judgement = judged([one], rows);
    expect(standing([one], judgement)).toEqual({ 1: "active, held: rows" });
    expect(judgement.held[0]?.held?.says).toContain("Lines 2 and 3");
    expect(judgement.held[0]?.society).toBe("North");
  });

  test("that differ in their society count by the first, with a warning", () => {
    const judgement = judged([one], [rowOf(one, { society: "East" }), rowOf(one, { society: "West" })]);
    expect(judgement.save).toMatchObject([{ after: { society: "East" } }]);
    expect(judgement.warnings).toMatchObject([{ line: 3, column: "society" }]);
  });

  test("one blank and one not say what the one says", () => {
    const { status: _, ...blank } = rowOf(one);
    const judgement = judged([one], [blank, rowOf(one, { status: { word: "left", means: "withdrawn" } })]);
    expect(standing([one], judgement)).toEqual({ 1: "withdrawn" });
  });

  test("of somebody new add them by the first row, held", () => {
    const rows = [rowOf(one), rowOf(one, { track: "hst" })];
    expect(judged([], rows).added).toMatchObject([{ track: "pathways", held: { reason: "rows" } }]);
  });
});

describe("an import that changes much", () => {
  const all = class_(60);

  test("counts as long as it replaces no more than a tenth of a column's values", () => {
    const changing = (count: number) => all.map((one, nth) => rowOf(one, nth < count ? { lastName: "Other" } : {}));
    expect(judged(all, changing(6)).counts).toBe(true);
    expect(judged(all, changing(7))).toMatchObject({
      counts: false,
      why: ["last_name replaced: 7 of 60 students; up to 6 need no yes"],
      save: [],
    });
  });

  test("counts as long as it replaces no more than five in a small class", () => {
    const few = class_(6);
    const rows = (count: number) => few.map((one, nth) => rowOf(one, nth < count ? { email: `n${nth}@x.edu` } : {}));
    expect([5, 6].map((count) => judged(few, rows(count)).counts)).toEqual([true, false]);
  });

  test("counts whatever it adds or fills in", () => {
    const news = all.map((one) => rowOf(one, { preferredName: "Nick", cimAccessCode: `C${one.schoolId}` }));
    expect(judged(all, news)).toMatchObject({ counts: true, codes: { length: 60 } });
    expect(judged([], news).counts).toBe(true);
  });

  test("waits where it replaces access codes", () => {
    const codes = new Map(all.map(({ person }, nth) => [person, `C${nth}`]));
    const rows = all.map((one, nth) => rowOf(one, { cimAccessCode: `C${nth + 1}` }));
    expect(judged(all, rows, { codes }).why).toEqual(["access code replaced: 60 of 60 students; up to 6 need no yes"]);
  });

  test("saves nothing while it waits but holds on whom it marks as gone or doubtful, until it is approved", () => {
    const rows = all.map((one, nth) => {
      if (nth === 0) return rowOf(one, { status: { word: "withdrawn", means: "withdrawn" } });
      return nth === 1 ? rowOf(one, { status: { word: "A" } }) : rowOf(one, { lastName: "Other" });
    });
    const waiting = judged(all, rows);
    expect(waiting.save.map(({ after }) => [after.schoolId, after.status, after.held?.reason])).toEqual([
      ["00410100", "active", "import"],
      ["00410101", "active", "import"],
    ]);
    const [gone, unclear] = waiting.held;
    const held = all.map((one) => [gone, unclear].find((two) => two?.schoolId === one.schoolId) ?? one);
    const approved = judged(held, rows, { isApproved: true });
    expect(approved).toMatchObject({ counts: true, why: [] });
    expect(standing(held, approved)).toMatchObject({ "00410100": "withdrawn", "00410101": "active, held: status" });
  });
});

test("who was let go, and had a known status since, is held where an unknown word comes again", () => {
  const unknown = { status: { word: "inactive" } };
  const one = stored("1", { released: ["status:inactive", "double:9"] });
  expect(judged([one], [rowOf(one, unknown)]).save).toEqual([]);
  const [cleared] = rosterAfter([one], judged([one], [rowOf(one)]));
  expect(cleared?.released).toEqual(["double:9"]);
  const back = stored("1", { released: cleared?.released });
  expect(standing([back], judged([back], [rowOf(back, unknown)]))).toEqual({ 1: "active, held: status" });
});

describe("a complete roster", () => {
  const all = [...class_(4), stored("gone", { status: "graduated" })];
  const rows = all.slice(0, 2).map((one) => rowOf(one));

  test("holds those whom it does not name and who are not gone", () => {
    expect(Object.values(standing(all, judged(all, rows, { isComplete: true })))).toEqual([
      "active",
      "active",
      "active, held: missing",
      "active, held: missing",
      "graduated",
    ]);
  });

  test("any other holds nobody for that, and names those who are missing all the same", () => {
    const judgement = judged(all, rows);
    expect(judgement.save).toEqual([]);
    expect(judgement.missing.map(({ schoolId }) => schoolId)).toEqual(["00410102", "00410103"]);
  });

  test("that misses more than a tenth waits, and holds none of them", () => {
    const many = class_(10);
    const judgement = judged(
      many,
      many.slice(0, 3).map((one) => rowOf(one)),
      { isComplete: true },
    );
    expect(judgement).toMatchObject({
      counts: false,
      save: [],
      why: ["missing: 7 of 10 students; up to 5 need no yes"],
    });
  });

  test("without a row holds nobody", () => {
    expect(judged(all, [], { isComplete: true }).save).toEqual([]);
  });
});
