import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readCase, readText } from "./read-case.ts";

test("Canvas's users.csv is read, and each new student is told what it does not say", async () => {
  const { rows, rejected } = await readCase("14-canvas-users");
  expect(rows.map(({ schoolId, email, status }) => [schoolId, email, status?.means])).toEqual([
    ["00410301", "nora.falk@students.example.edu", "active"],
    ["00410302", "ozan.gul@students.example.edu", "withdrawn"],
  ]);
  expect(rejected.map(({ reason }) => reason)).toEqual([
    "track is missing for somebody new; matriculation_year is missing for somebody new",
    "track is missing for somebody new; matriculation_year is missing for somebody new",
  ]);
});

test("OneRoster's users.csv is read by the school's own identifier", async () => {
  const { rows } = await readCase("14-oneroster-users");
  expect(rows.map(({ schoolId, lastName, status }) => [schoolId, lastName, status?.means])).toEqual([
    ["00410311", "Holm", "active"],
    ["00410312", "Ives", "withdrawn"],
  ]);
});

test("a row of OneRoster that is of no student is left out with a warning, an account that is off is asked about", async () => {
  const { rows, warnings } = await readText(
    "sourcedId,status,enabledUser,role,givenName,familyName,identifier,email\n" +
      "a,active,true,teacher,T,One,00410001,t@example.edu\n" +
      "b,active,false,student,S,Two,00410002,s@example.edu\n" +
      "c,active,true,student,S,Three,,s3@example.edu",
  );
  expect(rows.map(({ schoolId, status }) => [schoolId, status?.means])).toEqual([
    ["00410002", undefined],
    ["c", "active"],
  ]);
  expect(warnings.map(({ line }) => line)).toEqual([2, 3]);
});

test.each(["14-spaced-header", "15-hidden-in-header"])("%s is read", async (name) => {
  const { students, rejected, warnings } = await readCase(name);
  expect(students).toHaveLength(1);
  expect([...rejected, ...warnings]).toEqual([]);
});

test.each([
  ["SPRIDEN_ID,SPRIDEN_FIRST_NAME,SPRIDEN_LAST_NAME,GOREMAL_EMAIL_ADDRESS,SGBSTDN_PROGRAM_1,Entry Year"],
  ["EMPLID,First Name,Last,Email Addr,ACAD_PROG,Admit Year"],
  ["Student ID,Legal First Name,Legal Last Name,Email - Primary Work,Program of Study,Matriculation Date"],
  ["ID,Given Name,Surname,E-mail,Curriculum,Cohort Start"],
])("the columns of %s are known", async (header) => {
  const { students, unknownColumns } = await readText(`${header}\n1,Ada,Byron,ada@example.edu,Pathways,2026`);
  expect(students).toMatchObject([{ schoolId: "1", firstName: "Ada", lastName: "Byron", track: "pathways" }]);
  expect(unknownColumns).toEqual([]);
});

test("the exact name wins over another, and of two that are none, neither is read", async () => {
  const exact = await readText("EMPLID,student_id,Advisor Email,Mentor Email\nA,B,a@example.edu,m@example.edu");
  expect(exact.rows).toEqual([{ line: 2, schoolId: "B" }]);
  expect(exact.warnings).toMatchObject([{ line: 1, column: "society_advisor_email" }]);
  expect((await readText("EMPLID,Banner ID\nA,B")).refused).toContain(
    '"EMPLID" and "Banner ID" could each be student_id',
  );
});

test("the school's own map wins over all", async () => {
  const rosterColumns = { "Matrikel-Nr": "student_id", "Log In": "email" };
  const { rows } = await readText("student_id,MATRIKEL NR,log_in,email\nA,B,c@example.edu,d@example.edu", {
    rosterColumns,
  });
  expect(rows).toEqual([{ line: 2, schoolId: "B", email: "c@example.edu" }]);
});

test("a file of known students needs no more than who they are and what changed", async () => {
  expect((await readText("student_id,status\n1,withdrawn")).rows).toEqual([
    { line: 2, schoolId: "1", status: { word: "withdrawn", means: "withdrawn" } },
  ]);
});

test("what is missing is said, with what was probably meant", async () => {
  expect((await readText("studnt_id,email\n1,a@example.edu")).refused).toContain('Did you mean "studnt_id"?');
  const { warnings } = await readText("student_id,emial\n1,a@example.edu");
  expect(warnings).toMatchObject([
    { line: 1, column: "email", message: expect.stringContaining("did you mean email?") },
  ]);
});

test("neither case, spaces, signs nor hidden characters of a header count", async () => {
  const noise = fc.constantFrom(" ", "_", "-", "\u200b", "\u00a0", "\u00ad", "\ufeff", ".");
  const written = fc.array(fc.tuple(fc.boolean(), fc.option(noise)), { minLength: 20, maxLength: 20 }).map((marks) =>
    [..."matriculation_year"].map((letter, nth) => {
      const [isUpper, extra] = marks[nth] ?? [false, null];
      return (isUpper ? letter.toUpperCase() : letter) + (extra ?? "");
    }),
  );
  await fc.assert(
    fc.asyncProperty(written, async (letters) => {
      const { rows } = await readText(`student_id,${letters.join("")}\n1,2026`);
      expect(rows[0]?.anchors).toEqual({ matriculation: 2026 });
    }),
  );
});

test("Brightspace's and Blackboard's users are read: number signs go, who teaches goes, who is switched off is asked about", async () => {
  const brightspace = await readText(
    "OrgDefinedId,Username,Last Name,First Name,Email,RoleName,IsActive\n" +
      "#00410021,nora.f,Falk,Nora,n@example.edu,Student,TRUE\n#00410022,o,Gul,Ozan,o@example.edu,Learner,0\n" +
      "#00410023,p,Prof,Pia,p@example.edu,Instructor,1",
  );
  expect(brightspace.rows.map(({ schoolId, status }) => [schoolId, status])).toEqual([
    ["00410021", undefined],
    ["00410022", { word: "enabledUser=false" }],
  ]);
  const blackboard = await readText(
    "external_person_key,firstname,lastname,email,institution_role,row_status\n" +
      "00410021,Nora,Falk,n@example.edu,STUDENT,enabled\n00410022,Ozan,Gul,o@example.edu,STUDENT,disabled",
  );
  expect(blackboard.rows.map(({ schoolId, status }) => [schoolId, status?.means])).toEqual([
    ["00410021", "active"],
    ["00410022", undefined],
  ]);
});

test("Canvas's gradebook is read by the school's own id, and its line of points names nobody", async () => {
  const { rows, rejected } = await readText(
    'Student,ID,SIS User ID,SIS Login ID,Section\n"Falk, Nora",123,00410021,nora.f,S1\n    Points Possible,,,,',
  );
  expect(rows).toEqual([{ line: 2, schoolId: "00410021", firstName: "Nora", lastName: "Falk" }]);
  expect(rejected.filter(({ line }) => line === 3)).toMatchObject([{ reason: "student_id is empty" }]);
});

test("a remark behind a column's name does no harm", async () => {
  const { rows } = await readText("Student ID,Last Name (Family),Preferred First Name (if different)\n1,Byron,Ada");
  expect(rows).toEqual([{ line: 2, schoolId: "1", lastName: "Byron", preferredName: "Ada" }]);
});

const ROW = "00410021,a@example.edu,Ada,Byron,pathways,2026";
const HEAD = "student_id,email,first_name,last_name,track,matriculation_year";

test.each([HEAD, "STUDENT ID,Email,First Name,LAST_NAME,Track,", '"student_id",email,,last_name,,'])(
  "the names of the columns once more, %s, are told in one warning and left out",
  async (again) => {
    const { students, rejected, warnings } = await readText(`${HEAD}\n${ROW}\n${again}\n${ROW.replace("1,a", "2,b")}`);
    expect(students.map(({ schoolId }) => schoolId)).toEqual(["00410021", "00410022"]);
    expect(rejected).toEqual([]);
    expect(warnings).toEqual([{ line: 3, column: "", message: expect.stringContaining("names the columns again") }]);
  },
);

test("names of columns in another order further down refuse the file, since what follows would go to wrong columns", async () => {
  const again = "email,student_id,last_name,first_name,track,matriculation_year";
  const { refused } = await readText(`${HEAD}\n${ROW}\n${again}\nb@example.edu,00410022,Byron,Bo,pathways,2026`);
  expect(refused).toBe("Line 3 names other columns than the first line; send two files.");
});
