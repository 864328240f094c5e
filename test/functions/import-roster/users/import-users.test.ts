import { expect, test } from "vitest";
import { memoryNotes } from "#adapters/notes/memory-notes.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memoryUsers } from "#adapters/users/memory-users.ts";
import type { Users } from "#adapters/users/users.ts";
import { noteKeyOf } from "#office/advising/own-notes.ts";
import { importUsers } from "../../../../functions/import-roster/users/import-users.ts";

const HEADER = "person_id,email,name,roles,societies,status";
const [JULY, AUGUST] = ["2026-07-01T04:00:00.000Z", "2026-08-01T04:00:00.000Z"];
const DEAN = "D1,dana@example.edu,Dana Dean,dean,,active";
const LENA = "F1,lena@example.edu,Lena Berg,society-advisor,Alder;London,active";

const opened = (users: Users = memoryUsers()) => {
  const [files, notes] = [memoryFiles(), memoryNotes()];
  return {
    files,
    users,
    notes,
    take: (at: string, ...rows: string[]) => {
      const upload = { at, bucket: "rosters", key: "incoming/people.csv", reports: "reports/people" };
      return importUsers({ files, users, notes }, upload, new TextEncoder().encode([HEADER, ...rows, ""].join("\n")));
    },
    report: async (name: string) => new TextDecoder().decode(await files.read("rosters", `reports/people.${name}`)),
  };
};

const rolesOf = async (users: Users) =>
  Object.fromEntries((await users.all()).map(({ id, roles, status }) => [id, `${roles} ${status}`]));

test("people and their roles go in; what changes is told as before and after, and twice changes nothing", async () => {
  const { users, take, report } = opened();
  const first = await take(JULY, DEAN, LENA, "F2,nobody,Max,staff,,");
  expect(first).toMatchObject({ verdict: "counted", people: 2, added: 2, changed: 0, rejected: 1, warnings: 0 });
  expect(await report("rejected.csv")).toContain("F2,nobody,Max,staff,,,");
  const second = await take(AUGUST, LENA.replace("Alder;London", "Alder"));
  expect(second).toMatchObject({ people: 1, added: 0, changed: 1, unchanged: 0, absent: 1 });
  expect(await report("changes.csv")).toBe("person_id,what,before,after\nF1,societies,Alder; London,Alder\n");
  expect(await take(AUGUST, LENA.replace("Alder;London", "Alder"))).toMatchObject({ changed: 0, unchanged: 1 });
  expect(await rolesOf(users)).toEqual({ D1: "dean active", F1: "society-advisor active" });
  expect(JSON.parse(await report("summary.json"))).toMatchObject({ verdict: "counted", unchanged: 1 });
});

test("who is not in a file keeps their roles; a row that says inactive takes them away", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA);
  await take(AUGUST, LENA.replace("active", "inactive"));
  expect(await rolesOf(users)).toEqual({ D1: "dean active", F1: "society-advisor inactive" });
});

test("the last dean or director cannot lose their role: such a file is refused as a whole, with what to do", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA);
  const { verdict, why } = await take(AUGUST, DEAN.replace("dean,,", "viewer,,"), LENA.replace("Alder;", "Cedar;"));
  expect(verdict).toBe("refused");
  expect(why[0]).toContain("no active dean or director would be left");
  expect(await rolesOf(users)).toEqual({ D1: "dean active", F1: "society-advisor active" });
  expect((await users.get("F1"))?.societies).toEqual(["Alder", "London"]);
});

test("of two files that each leave the other's dean, taken in at once, not both count", async () => {
  const users = memoryUsers();
  const { take } = opened(users);
  const other = DEAN.replaceAll("D1", "D2").replace("dana@", "dora@");
  await take(JULY, DEAN, other);
  const [gone, goneToo] = [DEAN, other].map((row) => row.replace("dean,,active", "dean,,inactive"));
  const answers = await Promise.all([take(AUGUST, gone ?? ""), take(AUGUST, goneToo ?? "")]);
  expect(answers.map(({ verdict }) => verdict)).toContain("refused");
  expect(Object.values(await rolesOf(users))).toContain("dean active");
});

test("a file that was uploaded earlier and is taken in later changes nobody whom the later one names", async () => {
  const { users, take } = opened();
  await take(AUGUST, DEAN, LENA.replace("active", "inactive"));
  expect(await take(JULY, LENA)).toMatchObject({ verdict: "counted", changed: 0 });
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor inactive" });
});

test("nor whom the later one says as they were known already", async () => {
  const { users, take } = opened();
  const gone = LENA.replace("active", "inactive");
  await take("2026-06-01T04:00:00.000Z", DEAN, gone);
  await take(AUGUST, gone);
  expect(await take(JULY, LENA)).toMatchObject({ verdict: "counted", changed: 0 });
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor inactive" });
});

test("a file without a column of status lets nobody in again, and leaves each their societies", async () => {
  const { files, users, notes, take } = opened();
  await take(JULY, DEAN, LENA.replace("active", "inactive"));
  const upload = { at: AUGUST, bucket: "rosters", key: "incoming/people.csv", reports: "reports/people" };
  const file = "person_id,email,name,roles\nF1,lena@example.edu,Lena Roe,society-advisor\n";
  expect(await importUsers({ files, users, notes }, upload, Buffer.from(file))).toMatchObject({ changed: 1 });
  expect(await importUsers({ files, users, notes }, upload, Buffer.from(file))).toMatchObject({
    changed: 0,
    unchanged: 1,
  });
  expect(await users.get("F1")).toMatchObject({ name: "Lena Roe", status: "inactive", societies: ["Alder", "London"] });
});

test("a blank status lets nobody in again; somebody new who has none is active", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA.replace("active", "inactive"));
  const max = LENA.replace("F1,lena@", "F2,max@");
  await take(AUGUST, LENA.replace("active", ""), max.replace("active", ""));
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor inactive", F2: "society-advisor active" });
});

test("an address that somebody else has already is no way in for two", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA);
  const { why } = await take(AUGUST, "F9,Dana@example.edu,Dan Roe,viewer,,active");
  expect(why).toEqual([
    "line 2 has the address of somebody known under another person_id: whoever signs in by it must be one person",
  ]);
  expect((await users.all()).map(({ id }) => id)).toEqual(["D1", "F1"]);
});

test("who comes back under another number takes the address that an inactive one had", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA.replace("active", "inactive"));
  const back = LENA.replace("F1", "F9");
  expect(await take(AUGUST, back)).toMatchObject({ verdict: "counted", added: 1 });
  expect(await take(AUGUST, LENA.replace("active", "inactive"), back)).toMatchObject({
    verdict: "counted",
    unchanged: 2,
  });
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor inactive", F9: "society-advisor active" });
});

test("no two active people have one address, whichever of the two a file makes active", async () => {
  const { users, take } = opened();
  await take(JULY, DEAN, LENA.replace("active", "inactive"), LENA.replace("F1", "F9"));
  const { verdict, why } = await take(AUGUST, DEAN, LENA);
  expect([verdict, why]).toEqual(["refused", [expect.stringContaining("line 3 has the address of somebody known")]]);
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor inactive", F9: "society-advisor active" });
  const swapped = await take(AUGUST, LENA, LENA.replace("F1", "F9").replace("active", "inactive"));
  expect(swapped).toMatchObject({ verdict: "counted", changed: 2 });
  expect(await rolesOf(users)).toMatchObject({ F1: "society-advisor active", F9: "society-advisor inactive" });
});

test("two who change addresses with each other are no two of one address", async () => {
  const { users, take } = opened();
  const max = LENA.replace("F1,lena@", "F2,max@");
  await take(JULY, DEAN, LENA, max);
  expect(await take(AUGUST, LENA.replace("lena@", "max@"), max.replace("max@", "lena@"))).toMatchObject({ changed: 2 });
  expect((await users.get("F1"))?.email).toBe("max@example.edu");
});

test("a header that no list of people has is told with the columns that it needs", async () => {
  const [files, notes] = [memoryFiles(), memoryNotes()];
  const upload = { at: JULY, bucket: "rosters", key: "incoming/people.csv", reports: "reports/people" };
  const summary = await importUsers(
    { files, users: memoryUsers(), notes },
    upload,
    Buffer.from("person_id,roles\nD1,dean\n"),
  );
  expect(summary).toMatchObject({ verdict: "refused", why: [expect.stringContaining("lacks email, name")] });
});

test("who is no advisor any more loses the notes that they kept, and nobody else does", async () => {
  const { notes, take } = opened();
  const max = LENA.replace("F1,lena@", "F2,max@").replace("Lena Berg", "Max Roe");
  await take(JULY, DEAN, LENA, max);
  const [lenas, maxs] = [noteKeyOf({ id: "F1", name: "Lena" }), noteKeyOf({ id: "F2", name: "Max" })];
  const note = { student: "ada", text: "for me", at: JULY };
  for (const advisor of [lenas, maxs]) await notes.write(advisor, note, undefined);
  await take(AUGUST, LENA.replace("society-advisor", "liaison"));
  expect([await notes.all(lenas), await notes.all(maxs)]).toEqual([[], [note]]);
  await take(AUGUST, max.replace("active", "inactive"));
  expect(await notes.all(maxs)).toEqual([]);
});
