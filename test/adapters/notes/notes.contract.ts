import { expect, test } from "vitest";
import type { Notes } from "#adapters/notes/notes.ts";

const AT = "2027-04-01T13:00:00.000Z";
const LATER = "2027-04-02T13:00:00.000Z";
const ADA = { student: "ada", text: "Ask how the move went. <b>é</b>\nAnd sleep.", at: AT };

/** What every store of notes does; `open` makes an empty one. */
export const notesContract = (open: () => Promise<Notes>): void => {
  test("a note is its advisor's alone: another, also of a like name, has none", async () => {
    const notes = await open();
    expect(await notes.get("lena", "ada")).toBeUndefined();
    expect(await notes.write("lena", ADA, undefined)).toBe(true);
    expect(await notes.get("lena", "ada")).toEqual(ADA);
    for (const other of ["kofi", "len", "lena2", "", "*"]) {
      expect(await notes.get(other, "ada")).toBeUndefined();
      expect(await notes.all(other)).toEqual([]);
      expect(await notes.removeAll(other, LATER)).toBe(0);
    }
    expect(await notes.all("lena")).toEqual([ADA]);
  });

  test("takes the place of the one that was seen, and of no other", async () => {
    const notes = await open();
    expect(await notes.write("lena", { ...ADA, at: LATER }, AT)).toBe(false);
    await notes.write("lena", ADA, undefined);
    expect(await notes.write("lena", { ...ADA, text: "second tab", at: LATER }, undefined)).toBe(false);
    expect(await notes.write("lena", { ...ADA, text: "later", at: LATER }, AT)).toBe(true);
    expect(await notes.write("lena", { ...ADA, text: "out of date", at: LATER }, AT)).toBe(false);
    expect(await notes.get("lena", "ada")).toEqual({ ...ADA, text: "later", at: LATER });
  });

  test("is gone once it is deleted, twice as well, and can be written anew", async () => {
    const notes = await open();
    await notes.write("lena", ADA, undefined);
    await notes.remove("lena", "ada", LATER);
    await notes.remove("lena", "ada", LATER);
    await notes.remove("lena", "nobody", LATER);
    expect(await notes.get("lena", "ada")).toBeUndefined();
    expect(await notes.all("lena")).toEqual([]);
    expect(await notes.write("lena", ADA, undefined)).toBe(true);
    expect(await notes.all("lena")).toEqual([ADA]);
  });

  test("goes with all others of its advisor, the newest first until then, and no other advisor's goes", async () => {
    const notes = await open();
    await notes.write("lena", ADA, undefined);
    await notes.write("lena", { ...ADA, student: "bo", at: LATER }, undefined);
    await notes.write("kofi", ADA, undefined);
    expect((await notes.all("lena")).map(({ student }) => student)).toEqual(["bo", "ada"]);
    expect(await notes.removeAll("lena", LATER)).toBe(2);
    expect(await notes.removeAll("lena", LATER)).toBe(0);
    expect([await notes.all("lena"), await notes.all("kofi")]).toEqual([[], [ADA]]);
  });
};
