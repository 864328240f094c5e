import { expect, test } from "vitest";
import { schoolOfRosters } from "../../cases/rosters/school.fixture.ts";

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year,status,cim_access_code";
const rowOf = (id: number, status = "active", code = `CIM-${id}`, lastName = "Berg") =>
  `${id},s${id}@x.edu,Ann,${lastName},pathways,2024,${status},${code}`;
const roster = (rows: readonly string[]) => `${[HEADER, ...rows].join("\n")}\n`;
const six = [1, 2, 3, 4, 5, 6];

const opened = async () => {
  const school = await schoolOfRosters();
  await school.upload(roster(six.map((id) => rowOf(id))));
  const written: unknown[][] = [];
  const { people } = school.records;
  school.needs.people = {
    ...people,
    hold: async (...told) => {
      written.push(["hold", ...told]);
      return people.hold(...told);
    },
    save: async (student) => {
      written.push(["save", student.schoolId, student.lastName]);
      return people.save(student);
    },
    all: async (...told) => {
      written.push(["all"]);
      return people.all(...told);
    },
  };
  const code = async (id: number) => {
    const student = (await people.all()).find(({ schoolId }) => schoolId === `${id}`);
    return student && school.records.accessCodes.get(student.person);
  };
  return { ...school, written, code };
};

test("whoever is held is held first, by what was seen of them, and saved only where more changed", async () => {
  const { upload, written } = await opened();
  await upload(roster([rowOf(1, "huh"), rowOf(2, "huh", "CIM-2", "Other"), rowOf(3, "active", "CIM-3", "Other")]));
  const held = { held: expect.objectContaining({ reason: "status" }), seen: undefined, released: undefined };
  expect(written.filter(([what]) => what !== "all").toSorted()).toEqual([
    ["hold", "1", held],
    ["hold", "2", held],
    ["save", "2", "Other"],
    ["save", "3", "Other"],
  ]);
  expect(written.findIndex(([what, id]) => what === "hold" && id === "2")).toBeLessThan(
    written.findIndex(([what, id]) => what === "save" && id === "2"),
  );
});

test("a further doubt is written on what was seen, with what somebody decided before", async () => {
  const { upload, records, written } = await opened();
  await records.people.hold("1", { held: undefined, seen: undefined, released: ["status:old"] });
  await upload(roster([rowOf(1, "huh")]));
  await upload(roster([rowOf(1, "other")]));
  const holds = written.filter(([what]) => what === "hold");
  expect(holds).toMatchObject([
    ["hold", "1", { seen: undefined, released: ["status:old"] }],
    ["hold", "1", { seen: "status:huh", held: { also: [{ evidence: "status:other" }] } }],
  ]);
});

test("people are read again where somebody is new or has another address, and not for anything else", async () => {
  const { upload, written } = await opened();
  const reads = () => written.splice(0).filter(([what]) => what === "all").length;
  await upload(roster([rowOf(1, "active", "CIM-1", "Other")]));
  expect(reads()).toBe(1);
  await upload(roster([rowOf(7)]));
  expect(reads()).toBe(2);
  await upload(roster([rowOf(1, "active", "CIM-1", "Other"), rowOf(2).replace("s2@", "t2@"), rowOf(3, "leave")]));
  expect(reads()).toBe(2);
});

test("while an import waits, neither codes nor anything else of it is saved", async () => {
  const { upload, code, written } = await opened();
  const text = roster(six.map((id) => rowOf(id, "active", `NEW-${id}`)));
  expect(await upload(text)).toMatchObject({ verdict: "waits" });
  expect(written.filter(([what]) => what !== "all")).toEqual([]);
  expect(await code(1)).toBe("CIM-1");
});

test("the code of somebody new goes to the key under which they stand, also where another import seated them first", async () => {
  const { upload, needs, records, code } = await opened();
  const { save } = needs.people;
  needs.people = {
    ...needs.people,
    save: async (student) => {
      needs.people = { ...needs.people, save };
      await save({ ...student, person: "gother-key-of-another-one" });
      await save(student);
    },
  };
  await upload(roster([rowOf(7), rowOf(1, "active", "NEW-1")]));
  const seventh = (await records.people.all()).find(({ schoolId }) => schoolId === "7");
  expect(seventh?.person).toBe("gother-key-of-another-one");
  expect([await code(7), await code(1), await code(2)]).toEqual(["CIM-7", "NEW-1", "CIM-2"]);
});

test("an import that died half way and runs again can be taken back to what the first run found", async () => {
  const { upload, needs, files } = await opened();
  const text = roster([rowOf(1, "active", "CIM-1", "Other"), rowOf(2, "active", "NEW-2")]);
  const at = "2026-09-01T12:00:00.000Z";
  const { accessCodes } = needs;
  needs.accessCodes = { ...accessCodes, save: () => Promise.reject(new Error("died")) };
  await expect(upload(text, "incoming/twice/", at)).rejects.toThrow("died");
  needs.accessCodes = accessCodes;
  await upload(text, "incoming/twice/", at);
  const undo = JSON.parse(files.text("rosters", "reports/twice/roster.undo.json") ?? "");
  expect(undo).toMatchObject({
    changes: [{ before: { schoolId: "1", lastName: "Berg" }, after: { lastName: "Other" } }],
    codes: [{ before: "CIM-2", after: "NEW-2" }],
  });
});
