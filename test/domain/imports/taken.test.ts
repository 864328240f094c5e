import { describe, expect, test } from "vitest";
import { entriesOf } from "#domain/imports/entries.ts";
import { takenOf } from "#domain/imports/taken.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import { judged, rowOf, standing, stored } from "./school.fixture.ts";

const [ann, bea, cleo] = [stored("1"), stored("2"), stored("3")];
const CODES = new Map([
  [ann.person, "CIM-A"],
  [bea.person, "CIM-B"],
]);
const taken = (rows: readonly RosterRow[], all: readonly Student[] = [ann, bea, cleo]) =>
  Object.fromEntries(takenOf(entriesOf(rows, all), all, CODES));
const address = (other: string) => ({ what: "address", other });
const code = (other: string) => ({ what: "access code", other });

describe("a row takes what is another's", () => {
  test("where it gives a student another's address or code, named or not", () => {
    expect(taken([rowOf(cleo, { email: "<1@Example.edu>" })])).toEqual({ 3: address("1") });
    expect(taken([rowOf(ann), rowOf(cleo, { email: ann.email })])).toEqual({ 3: address("1") });
    expect(taken([rowOf(cleo, { cimAccessCode: "cim-a " })])).toEqual({ 3: code("1") });
  });

  test("both ways where two are exchanged, and the address is what is told of both", () => {
    const exchanged = [
      rowOf(ann, { email: bea.email, cimAccessCode: "CIM-B" }),
      rowOf(bea, { email: ann.email, cimAccessCode: "CIM-A" }),
    ];
    expect(taken(exchanged)).toEqual({ 1: address("2"), 2: address("1") });
    expect(taken(exchanged.map(({ email: _, ...row }) => row))).toEqual({ 1: code("2"), 2: code("1") });
  });

  test("where it gives two who had others one new address", () => {
    const rows = [rowOf(ann, { email: "n@x.edu" }), rowOf(bea, { email: "n@x.edu" })];
    expect(taken(rows)).toEqual({ 1: address("2"), 2: address("1") });
  });

  test("where somebody new gets the code of one who is named, or the address of one who moves away from it", () => {
    const fresh = (change: Partial<RosterRow>) => rowOf(stored("9"), change);
    expect(taken([rowOf(ann), fresh({ cimAccessCode: "CIM-A" })])).toEqual({ 9: code("1") });
    expect(taken([rowOf(ann, { email: "n@x.edu" }), fresh({ email: ann.email })])).toEqual({ 9: address("1") });
  });
});

describe("a row takes nothing", () => {
  test("where it gives what its student has, in other letters too, or nothing", () => {
    expect(taken([rowOf(ann, { email: "ANN <1@EXAMPLE.EDU>", cimAccessCode: "cim-a" })])).toEqual({});
    expect(taken([{ line: 2, schoolId: "1" }])).toEqual({});
    expect(taken([rowOf(ann, { email: "n@x.edu", cimAccessCode: "NEW" })])).toEqual({});
  });

  test("where several have it already, or two who share it both keep it", () => {
    const twins = [stored("4", { email: "t@x.edu" }), stored("5", { email: "t@x.edu" })];
    expect(taken([rowOf(ann, { email: "t@x.edu" })], [ann, ...twins])).toEqual({});
    expect(
      taken(
        twins.map((one) => rowOf(one)),
        twins,
      ),
    ).toEqual({});
  });

  test("where it was that of one who is gone", () => {
    const gone = stored("1", { status: "withdrawn" });
    expect(taken([rowOf(bea, { email: gone.email })], [gone, bea])).toEqual({});
  });

  test("where somebody new shares the address of one who keeps it, or has it of one who is not named", () => {
    expect(taken([rowOf(ann), rowOf(stored("9"), { email: ann.email })])).toEqual({});
    expect(taken([rowOf(bea), rowOf(stored("9"), { email: ann.email })])).toEqual({});
    expect(taken([rowOf(bea), rowOf(stored("9"), { cimAccessCode: "CIM-A" })])).toEqual({});
    expect(taken([rowOf(stored("9"), { email: "n@x.edu" }), rowOf(stored("8"), { email: "n@x.edu" })])).toEqual({});
  });

  test("where a code is filled in for one who had none, though two get it", () => {
    const rows = [rowOf(cleo, { cimAccessCode: "NEW" }), rowOf(stored("9"), { cimAccessCode: "NEW" })];
    expect(taken(rows)).toEqual({});
  });
});

describe("whom a row gives what is another's", () => {
  const rows = [rowOf(ann), rowOf(bea, { email: ann.email, society: "South", cimAccessCode: "NEW" })];

  test("is held as they are stored with their code, and told of which line and whom", () => {
    const judgement = judged([ann, bea], rows, { codes: CODES });
    expect(judgement.save).toMatchObject([{ after: { schoolId: "2", email: bea.email, society: "North" } }]);
    expect(judgement.codes).toEqual([]);
    expect(judgement.held[0]?.held).toEqual({
      ...{ reason: "rows", since: "2026-09-01T14:00:00.000Z", evidence: "taken:address:1" },
      says: "Line 3 gives them the address of 1; the row does not count.",
    });
  });

  test("is as the row says once somebody let them go of it, or approved the import", () => {
    const released = { ...bea, released: ["taken:address:1"] };
    const after = { email: ann.email, society: "South" };
    expect(judged([ann, released], rows, { codes: CODES }).save).toMatchObject([{ after }]);
    expect(judged([ann, bea], rows, { codes: CODES, isApproved: true })).toMatchObject({
      ...{ held: [], save: [{ after }], codes: [{ code: "NEW" }] },
    });
  });

  test("is added and held where they are new, without the code", () => {
    const fresh = rowOf(stored("9"), { cimAccessCode: "CIM-A" });
    const judgement = judged([ann], [rowOf(ann), fresh], { codes: CODES });
    expect(standing([ann], judgement)).toEqual({ 1: "active", 9: "active, held: rows" });
    expect(judgement.codes).toEqual([]);
  });
});
