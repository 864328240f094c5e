import { describe, expect, test } from "vitest";
import { Anchor, Enrollment, isHere, Status, statusOn } from "#domain/people/enrollment.ts";
import { Person, Role } from "#domain/people/person.ts";
import { Addressee, Enrolled, RosterStudent, Student } from "#domain/people/student.ts";
import { stored } from "../imports/school.fixture.ts";

const one = stored("1", { phase: "pce" });
const person = {
  ...{ person: "k", schoolId: "1", email: "a@x.edu", firstName: "Ann", lastName: "Berg", roles: ["staff"] },
  joinedOn: "2026-09-01",
};

test("here are those who are active or on leave, and nobody of any other status", () => {
  expect(Status.options.filter((status) => isHere({ status }))).toEqual(["active", "leave"]);
  expect(Status.options).toEqual(["active", "leave", "withdrawn", "graduated", "deceased"]);
});

test.each([
  ["active", undefined, undefined, "active"],
  ["active", "2027-01-04", "2027-06-30", "leave"],
  ["active", "2027-04-01", "2027-04-01", "leave"],
  ["active", "2027-04-02", undefined, "active"],
  ["active", "2027-01-04", "2027-03-31", "active"],
  ["active", "2027-01-04", undefined, "leave"],
  ["active", undefined, "2027-06-30", "active"],
  ["leave", undefined, undefined, "leave"],
  ["leave", "2027-01-04", "2027-03-31", "active"],
  ["leave", "2027-05-01", "2027-06-30", "leave"],
  ["withdrawn", "2027-01-04", "2027-06-30", "withdrawn"],
] as const)("who is stored as %s with a leave from %s until %s is on April 1: %s", (status, from, until, then) => {
  const leave = { ...(from && { leaveFrom: from }), ...(until && { leaveUntil: until }) };
  expect(statusOn({ status, ...leave }, "2027-04-01")).toBe(then);
});

test("a program counts years from matriculation and graduation", () => {
  expect(Anchor.options).toEqual(["matriculation", "graduation"]);
});

describe("an enrollment", () => {
  const { person, program, track, status, anchors } = one;
  const enrollment = { person, program, track, status, anchors };

  test.each(["person", "program", "track", "status", "anchors"] as const)("is none without its %s", (field) => {
    const { [field]: _, ...rest } = enrollment;
    expect(Enrollment.safeParse(rest).success).toBe(false);
    expect(Enrollment.parse(enrollment)).toEqual(enrollment);
  });

  test("may have dates of its phases and years that the school gave before, and no other form of them", () => {
    const own = { ...enrollment, begins: { pce: "2027-10-01" }, former: [2023] };
    expect(Enrollment.parse(own)).toEqual(own);
    for (const change of [{ begins: { pce: "soon" } }, { former: ["2023"] }, { anchors: { matriculation: 2024 } }])
      expect(Enrollment.safeParse({ ...own, ...change }).success).toBe(false);
  });
});

describe("a person", () => {
  test("is an advisor or staff beside a student, and may be removed for one of three reasons", () => {
    expect(Role.options).toEqual(["advisor", "staff"]);
    for (const why of ["office", "taken back", "moved"]) {
      const removed = { at: "2027-04-01T13:00:00.000Z", why };
      expect(Person.parse({ ...person, removed })).toEqual({ ...person, removed });
    }
    for (const removed of [{}, { at: "2027-04-01T13:00:00.000Z", why: "" }])
      expect(Person.safeParse({ ...person, removed }).success).toBe(false);
  });

  test.each(["person", "schoolId", "email", "firstName", "lastName", "roles", "joinedOn"])(
    "is none without their %s",
    (field) => {
      expect(Person.safeParse({ ...person, [field]: undefined }).success).toBe(false);
    },
  );
});

describe("a student", () => {
  test("is a person with their enrollment, and nothing of their roles", () => {
    expect(Student.parse({ ...one, roles: ["staff"] })).toEqual(one);
    for (const field of ["track", "society", "email", "joinedOn"])
      expect(Student.safeParse({ ...one, [field]: undefined }).success).toBe(false);
    expect(Student.parse(one).phase).toBe("pce");
  });

  test("of a roster has neither key nor program", () => {
    const { person: _, program: __, phase: ___, joinedOn: ____, ...row } = one;
    expect(RosterStudent.parse({ ...row, person: "k", program: "hms" })).toEqual(row);
    for (const field of ["schoolId", "email", "firstName", "lastName", "society"])
      expect(RosterStudent.safeParse({ ...row, [field]: undefined }).success).toBe(false);
  });

  test("as planning needs them has no name and no address", () => {
    const { email: _, firstName: __, lastName: ___, ...enrolled } = { ...one, specialty: "Surgery" };
    expect(Enrolled.parse({ ...one, specialty: "Surgery", mailbox: "114" })).toEqual(enrolled);
    expect(Enrolled.safeParse({ ...one, schoolId: undefined }).success).toBe(false);
  });

  test("as a sender needs them has name and address, and not where they stand", () => {
    const { phase: __, joinedOn: ___, ...addressee } = one;
    expect(Addressee.parse(one)).toEqual(addressee);
    for (const field of ["schoolId", "email", "firstName", "lastName"])
      expect(Addressee.safeParse({ ...one, [field]: undefined }).success).toBe(false);
  });
});
