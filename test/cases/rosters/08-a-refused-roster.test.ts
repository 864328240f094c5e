import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test.each([
  ["student_id;email\n1;a@x.edu\n", "incoming/", "The columns are not separated by commas"],
  ["student_id,email\n", "rosters/", "Put rosters into incoming/ or complete/"],
  ["", "incoming/", "The file is empty"],
])("%j in %s is refused, and recorded with the reason", async (text, folder, reason) => {
  const { upload, records, files } = await schoolOfRosters();
  expect(await upload(text, folder)).toMatchObject({ verdict: "refused", added: 0 });
  const [refused] = await records.imports.all();
  expect(refused).toMatchObject({ verdict: "refused", why: [expect.stringContaining(reason)] });
  expect(files.text("rosters", `${refused?.reports}.summary.json`)).toContain(reason);
});
