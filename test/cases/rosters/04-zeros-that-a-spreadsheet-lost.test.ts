import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("ids without their zeros are held together with those whom they may be, and a withdrawal mails nobody", async () => {
  const { upload, standing, records, files } = await schoolOfRosters();
  await upload("04-august.csv");
  expect(await upload("04-september-from-excel.csv")).toMatchObject({ added: 2, held: 4, absent: 0 });
  expect(await standing()).toEqual({
    "00410101": "active, held: double",
    "00410104": "active, held: double",
    "410101": "active, held: double",
    "410104": "withdrawn, held: double",
  });
  const others = (await records.people.all()).map(({ held }) => held?.other);
  expect(others).toEqual(["410101", "410104", "00410101", "00410104"]);
  expect(files.text("rosters", "reports/04-september-from-excel.held.csv")?.split("\n")).toHaveLength(6);
});

test("the same file again changes nothing more", async () => {
  const { upload, records } = await schoolOfRosters();
  for (const file of ["04-august.csv", "04-september-from-excel.csv"]) await upload(file);
  const before = await records.people.all();
  expect(await upload("04-september-from-excel.csv")).toMatchObject({ added: 0, changed: 0, held: 0 });
  expect(await records.people.all()).toEqual(before);
});

test("rows that a spreadsheet gave one rounded id hold everybody whom they may be", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("04-august.csv");
  const head = "student_id,email,status\n";
  await upload(
    `${head}4.101E+05,jo.reyes@students.example.edu,withdrawn\n4.101E+05,mo.ueda@students.example.edu,withdrawn\n`,
  );
  expect(await standing()).toMatchObject({ "00410101": "active, held: double", "00410104": "active, held: double" });
});

const HEAD = "student_id,email,first_name,last_name,track,matriculation_year,status";
const classOf = (ids: readonly string[], status = "active") =>
  [HEAD, ...ids.map((id) => `${id},s${Number(id)}@x.edu,Ann,Berg${Number(id)},pathways,2024,${status}`), ""].join("\n");

test("of two who may be one, one is counted as in doubt, and who is new among all students", async () => {
  const { upload } = await schoolOfRosters();
  const twelve = Array.from({ length: 12 }, (_, nth) => `00${nth + 101}`);
  await upload(classOf(twelve));
  const lost = await upload(classOf(twelve.map((id) => String(Number(id)))));
  expect(lost?.why).toEqual(["in doubt: 12 of 12 students; up to 5 need no yes"]);
  const fresh = await upload(
    classOf(
      Array.from({ length: 8 }, (_, nth) => `${nth + 901}`),
      "A",
    ),
  );
  expect(fresh?.why).toEqual(["in doubt: 8 of 20 students; up to 5 need no yes"]);
});
