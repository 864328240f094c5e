import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStudentPath, studentPath, studentRoutes, undoPath } from "#pages/routes.ts";

const page = fc.constantFrom("survey", "unsubscribe", "preferences");
const token = fc.stringMatching(/^[\w.-]{1,200}$/);

describe("the routes of the students' pages", () => {
  test("are read as they were made, also where the site stands in a folder", () => {
    fc.assert(
      fc.property(page, token, fc.constantFrom("", "/careers"), (to, of, folder) => {
        expect(readStudentPath(`${folder}${studentPath(to, of)}`)).toEqual({ page: to, token: of, undo: false });
      }),
    );
  });

  test("take an answer back on a survey's page alone", () => {
    fc.assert(
      fc.property(page, token, (to, of) => {
        const read = readStudentPath(undoPath(studentPath(to, of)));
        expect(read).toEqual(to === "survey" ? { page: to, token: of, undo: true } : undefined);
      }),
    );
  });

  test("have a first letter each, which links in people's mailboxes hold", () => {
    expect(studentPath("survey", "t")).toBe("/s/t");
    expect(studentPath("unsubscribe", "t")).toBe("/u/t");
    expect(studentPath("preferences", "t")).toBe("/p/t");
  });

  test.each(["/", "/x/token", "/s", "/s/token/redo", "/s/token/undo/", "/s/a/b/c"])("are none at %s", (path) => {
    expect(readStudentPath(path)).toBeUndefined();
  });

  test("are all that the API is told of, and each is read where its token stands", () => {
    expect(studentRoutes().map(({ path }) => readStudentPath(path.replace("{token}", "t")))).not.toContain(undefined);
    expect(new Set(studentRoutes().map(({ path }) => path)).size).toBe(4);
  });
});
