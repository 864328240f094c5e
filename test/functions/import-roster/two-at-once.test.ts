import { expect, test } from "vitest";
import { schoolOfRosters } from "../../cases/rosters/school.fixture.ts";

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year,society";
const roster = (society: string) => `${HEADER}\n1,a@x.edu,Ann,Berg,pathways,2024,${society}\n`;
const [FIRST, EARLY, LATE] = ["2026-09-01T09:00:00.000Z", "2026-09-01T10:00:00.000Z", "2026-09-01T10:00:05.000Z"];

const school = async () => {
  const made = await schoolOfRosters();
  await made.upload(roster("Alder"), "incoming/", FIRST);
  const society = async () => (await made.records.people.all())[0]?.society;
  const put = (folder: string, text: string) =>
    made.files.write("rosters", `${folder}roster.csv`, { text, contentType: "text/csv" });
  return { ...made, society, put };
};

test("the later upload wins where the earlier is taken in after it, and the earlier's report says so", async () => {
  const { upload, society, records } = await school();
  await upload(roster("Late"), "incoming/late/", LATE);
  const summary = await upload(roster("Early"), "incoming/early/", EARLY);
  expect(summary).toMatchObject({ verdict: "superseded", why: ["a roster that was uploaded later counted already"] });
  expect(await society()).toBe("Late");
  expect((await records.imports.all()).map(({ verdict }) => verdict)).toEqual(["counted", "superseded", "counted"]);
});

test("the later upload wins where the earlier writes last", async () => {
  const { upload, society, needs, records } = await school();
  const { save } = records.people;
  let isFirst = true;
  needs.people = {
    ...records.people,
    save: async (student) => {
      const mustWait = isFirst;
      isFirst = false;
      if (mustWait) await upload(roster("Late"), "incoming/late/", LATE);
      await save(student);
    },
  };
  await upload(roster("Early"), "incoming/early/", EARLY);
  expect(await society()).toBe("Late");
});

test("a hundred imports of the same file write nothing", async () => {
  const { upload, needs, records } = await school();
  const written: string[] = [];
  const counting = <Store extends object>(name: string, store: Store, writes: readonly (keyof Store)[]): Store => ({
    ...store,
    ...Object.fromEntries(writes.map((one) => [one, async () => void written.push(`${name}.${String(one)}`)])),
  });
  needs.people = counting("roster", records.people, ["save", "hold", "remove", "move", "savePerson"]);
  needs.accessCodes = counting("codes", records.accessCodes, ["save"]);
  needs.imports = counting("imports", records.imports, ["record", "decide"]);
  needs.school = counting("school", records.school, ["start", "claimRoster"]);
  for (let nth = 0; nth < 100; nth += 1) await upload(roster("Alder"));
  expect(written).toEqual([]);
});
