import { expect, test } from "vitest";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { schoolOfRosters } from "./school.fixture.ts";

const WRITES = /^(save|hold|forgetAddress|claimRoster|start|record)$/;

/** A store whose writes are told by their names. */
const told = <Store extends object>(store: Store, writes: string[]): Store =>
  new Proxy(store, {
    get: (target, name, receiver) => {
      if (WRITES.test(String(name))) writes.push(String(name));
      return Reflect.get(target, name, receiver);
    },
  });

test("the same file again and again writes nothing of people, codes, school or imports", async () => {
  const { upload, needs } = await schoolOfRosters();
  await upload("06-class.csv");
  const writes: string[] = [];
  const { people, accessCodes, school, imports } = needs;
  const watched = {
    ...needs,
    people: told(people, writes),
    accessCodes: told(accessCodes, writes),
    school: told(school, writes),
    imports: told(imports, writes),
  };
  for (const minute of [10, 11, 12]) {
    const detail = { bucket: { name: "rosters" }, object: { key: "incoming/06-class.csv", size: 1 } };
    const time = `2026-09-01T10:${minute}:00.000Z`;
    const again = { source: "aws.s3", "detail-type": "Object Created", time, detail } as const;
    expect(await importRoster(watched, again)).toMatchObject({ verdict: "counted", unchanged: 10, changed: 0 });
  }
  expect(writes).toEqual([]);
  await needs.files.write("rosters", "incoming/06-class.csv", {
    text: "student_id,society\n00410120,Birch\n",
    contentType: "text/csv",
  });
  const detail = { bucket: { name: "rosters" }, object: { key: "incoming/06-class.csv", size: 1 } };
  const time = "2026-09-01T10:13:00.000Z";
  await importRoster(watched, { source: "aws.s3", "detail-type": "Object Created", time, detail });
  expect(writes.toSorted()).toEqual(["claimRoster", "record", "save"]);
});
