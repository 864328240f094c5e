import { expect, test } from "vitest";
import type { Student } from "#domain/people/student.ts";
import { studentByAddress } from "#domain/people/student-by-address.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";

const removed = (why: "office" | "taken back" | "moved") => ({ at: "2027-04-01T13:00:00.000Z", why });
const ada = (change: Partial<Student> = {}) => studentNamed("ada", { email: "Ada@x.example", ...change });
const twin = (change: Partial<Student> = {}) => studentNamed("twin", { email: "ada@X.example", ...change });

test.each([
  ["whose address it is, however it is written", [ada()], "one"],
  ["whose mailbox it is", [ada({ email: "other@x.example", mailbox: "ADA@x.example" })], "one"],
  ["who is on leave", [ada({ status: "leave" })], "one"],
  ["nobody, where no student has it", [studentNamed("bo")], "nobody"],
  ["nobody of two who have it", [ada(), twin()], "several"],
  ["nobody of two, one of whom has left", [ada(), twin({ status: "withdrawn" })], "several"],
  ["who is left, where the other was removed", [ada(), twin({ removed: removed("office") })], "one"],
  ["who has left", [ada({ status: "graduated" })], "gone"],
  ["who was removed", [ada({ removed: removed("taken back") })], "gone"],
  ["who goes on under another number", [ada({ removed: removed("moved") }), twin()], "one"],
  ["nobody, where only an item of before has it", [ada({ removed: removed("moved") })], "nobody"],
])("an address finds %s", (_, students, is) => {
  expect(studentByAddress(students, "ada@x.example").is).toBe(is);
});

test("where paper reaches somebody is no address: its text opens nothing", () => {
  expect(studentByAddress([ada({ mailbox: "Box 7" })], "Box 7").is).toBe("nobody");
});
