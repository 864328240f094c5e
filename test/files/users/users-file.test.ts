import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rolesPage } from "../../../files/users/roles-page.ts";
import { isUsersFile, readUsers } from "../../../files/users/users-file.ts";

const HEADER = "person_id,email,name,roles,societies,site,specialties,capacity,status";
const read = async (...rows: string[]) => {
  const found = await readUsers(Buffer.from([HEADER, ...rows, ""].join("\n")), "people.csv");
  if ("fault" in found) throw new Error(found.fault);
  return found;
};

test("docs/roles.md is what the code goes by; to change it, run `npm run program:docs`", () => {
  expect(readFileSync("docs/roles.md", "utf8")).toBe(rolesPage());
});

describe("people.csv", () => {
  test("gives each person their roles, and whose students they have", async () => {
    const { users, rejected, warnings } = await read(
      "F1,lena@example.edu,Lena Berg,society-advisor; Item owner,Alder;London,,,12,active",
      "F2,max@example.edu,Max Roe,director,,,,,",
    );
    expect([rejected, warnings]).toEqual([[], []]);
    expect(users[0]?.user).toEqual({
      ...{ id: "F1", email: "lena@example.edu", name: "Lena Berg", roles: ["society-advisor", "item-owner"] },
      ...{ societies: ["Alder", "London"], specialties: [], capacity: 12, status: "active" },
    });
    expect(users[1]).toMatchObject({ line: 3, user: { roles: ["director"], status: "active" } });
  });

  test("an unknown role gives nothing and is told with what was probably meant; the known ones count", async () => {
    const { users, warnings } = await read("F1,lena@example.edu,Lena,staff;directer,,,,,");
    expect(users[0]?.user.roles).toEqual(["staff"]);
    expect(warnings).toEqual([{ line: 2, column: "roles", message: '"directer" is no role. Did you mean director?' }]);
  });

  test("a status that is not understood lets nobody in", async () => {
    const { users, warnings } = await read("F1,lena@example.edu,Lena,staff,,,,,sabbatical");
    expect(users[0]?.user.status).toBe("inactive");
    expect(warnings[0]?.message).toBe('"sabbatical" is neither active nor inactive: taken as inactive');
  });

  test("an advisor who has no students by what is written is told of", async () => {
    const { warnings } = await read("F1,lena@example.edu,Lena,society-advisor;pce-advisor,,,,,");
    expect(warnings.map(({ column, message }) => `${column}: ${message}`)).toEqual([
      "societies: a society-advisor without societies sees no students",
      "site: a pce-advisor without site sees no students",
    ]);
  });

  test("of two rows of one number, or of one address in whatever case, neither counts; the others do", async () => {
    const { users, rejected } = await read(
      "F1,lena@example.edu,Lena,staff,,,,,",
      "F1,eve@example.edu,Eve,dean,,,,,",
      "F3,Max@example.edu,Max,staff,,,,,",
      "F4,max@example.edu,Max,viewer,,,,,",
      "F5,ida@example.edu,Ida,viewer,,,,,",
    );
    expect(users.map(({ user }) => user.id)).toEqual(["F5"]);
    expect(rejected).toEqual([
      { line: 2, reason: "one person_id stands on lines 2 and 3: keep one" },
      { line: 3, reason: "one person_id stands on lines 2 and 3: keep one" },
      { line: 4, reason: "one email stands on lines 4 and 5: keep one" },
      { line: 5, reason: "one email stands on lines 4 and 5: keep one" },
    ]);
  });

  test("of two rows of one number, of which one has a fault, neither counts, and each says why", async () => {
    const { users, rejected } = await read(
      "F1,lena@example.edu,Lena,staff,,,,,",
      "F1,nobody,Lena,viewer,,,,,inactive",
      "F2\u200b,max@example.edu,Max,staff,,,,,",
      "F2,max@example.edu,Max,Roe,viewer,,,,,inactive",
      "F3,ida@example.edu,Ida,viewer,,,,,",
    );
    expect(users.map(({ user }) => user.id)).toEqual(["F3"]);
    expect(rejected).toEqual([
      { line: 2, reason: "one person_id stands on lines 2 and 3: keep one" },
      { line: 3, reason: expect.stringContaining('email "nobody" is not an e-mail address') },
      { line: 4, reason: "one person_id stands on lines 4 and 5: keep one" },
      { line: 5, reason: expect.stringContaining("has 10 values") },
    ]);
  });

  test("one address is one, in whichever script its domain is written", async () => {
    const { users, rejected } = await read(
      "F1,max@ex\u00e4mple.edu,Max,staff,,,,,",
      "F2,max@exa\u0308mple.edu,Max,viewer,,,,,",
      "F3,Max@XN--EXMPLE-CUA.edu,Max,dean,,,,,",
      "F4,ida@b\u00fccher.example,Ida,viewer,,,,,",
    );
    expect(users.map(({ user }) => user.email)).toEqual(["ida@xn--bcher-kva.example"]);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test("rows without a number are nobody's: they hold back nobody else", async () => {
    const { users, rejected } = await read(
      ",a@example.edu,A,staff,,,,,",
      ",b@example.edu,B,staff,,,,,",
      "F1,c@x.edu,C,staff,,,,,",
    );
    expect([users.map(({ user }) => user.id), rejected.length]).toEqual([["F1"], 2]);
  });

  test("whoever is inactive leaves their address to somebody else, in the same file too", async () => {
    const { users, rejected } = await read(
      "F1,lena@example.edu,Lena,staff,,,,,inactive",
      "F2,lena@example.edu,Lena,staff,,,,,inactive",
      "F9,Lena@example.edu,Lena,viewer,,,,,active",
    );
    expect(users.map(({ user }) => user.id)).toEqual(["F1", "F2", "F9"]);
    expect(rejected).toEqual([]);
  });

  test("a row without a number or a usable address is rejected with what to do", async () => {
    const { users, rejected } = await read(",lena@example.edu,Lena,staff,,,,,", "F2,nobody,Max,staff,,,,,");
    expect(users).toEqual([]);
    expect(rejected).toEqual([
      { line: 2, reason: "person_id is empty: give each person a number that they keep" },
      { line: 3, reason: 'email "nobody" is not an e-mail address; write it as name@domain' },
    ]);
  });

  test("a file without roles is refused with the columns that it needs", async () => {
    expect(await readUsers(Buffer.from("person_id,email,name\nF1,a@example.edu,A\n"), "people.csv")).toEqual({
      fault: `The header lacks roles. Begin the file with ${HEADER}.`,
    });
  });

  test("a row of too many values, or whose quotation mark is never closed, gives nobody a role", async () => {
    const { users, rejected } = await read(
      "F1,lena@example.edu,Lena,staff,,,,,,inactive",
      'F2,"max@example.edu,Max,dean,,,,,',
      "F3,ida@example.edu,Ida,viewer,,,,,",
    );
    expect(users.map(({ user }) => user.id)).toEqual(["F3"]);
    expect(rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      expect.stringMatching(/^2 has 10 values where the first line names 9 columns/),
      expect.stringMatching(/^3 a quotation mark opens on this line/),
    ]);
  });

  test("a column that stands there twice is refused: nobody knows which of the two is meant", async () => {
    const file = "person_id,email,name,roles,Roles\nF1,a@example.edu,A,staff,dean\n";
    expect(await readUsers(Buffer.from(file), "people.csv")).toEqual({
      fault: "The header names roles twice. Leave one of the two out.",
    });
  });

  test("a file with a byte order mark and all values in quotation marks is read as any", async () => {
    const file = Buffer.from('\uFEFF"person_id","email","name","roles"\r\n"F1","a@example.edu","Ann","dean"\r\n');
    expect(await isUsersFile(file, "people.csv")).toBe(true);
    expect(await readUsers(file, "people.csv")).toMatchObject({ users: [{ user: { id: "F1", roles: ["dean"] } }] });
  });

  test("a number has nothing at its ends that is not to be seen, and a name that is not UTF-8 is left out", async () => {
    const { users, warnings } = await read("F1\u200b,lena@example.edu,M\ufffdller,staff,,,,,");
    expect(users[0]?.user).toMatchObject({ id: "F1", name: "lena@example.edu" });
    expect(warnings[0]?.message).toContain('is not UTF-8 text; save the file as "CSV UTF-8", and is left out');
  });

  test("what stands for no name is left out, and that is said once", async () => {
    const { warnings } = await read(
      'F1,lena@example.edu,"=HYPERLINK(1)",staff,,,,,',
      "F2,max@example.edu,n/a,staff,,,,,",
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      'name "=HYPERLINK(1)" begins like a formula, and is left out',
      'name "n/a" stands for no value, and is left out',
    ]);
  });
});
