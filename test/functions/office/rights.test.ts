import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { type Action, PERMISSIONS } from "#domain/access/permissions.ts";
import { ROLES, type Role, type User } from "#domain/access/user.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { openOffice } from "#office/front/office.ts";
import { keyOfSecret } from "#office/sign-in/sign-in.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { GUARDED_ROUTES } from "#pages/office/rights.ts";
import { staffPages } from "#pages/office/router.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { ADA, NOON, officeOf, person } from "./office.fixture.ts";

const SUMMER = "2026-08-03T16:00:00.000Z";
const IMPORT = "20260801T040000Z-9f86d081884c";

/** Where each route leads for something that is there: of a student of theirs, and of one who is not. */
const REAL: Record<string, string> = { ":key": "ada", ":other": "bo", ":name": "changes.csv" };
const pathOf = (route: string, key = "ada"): string => {
  const id = route.startsWith("/imports") ? encodeURIComponent(IMPORT) : "rtr1";
  const filled = route.replace(/:\w+/g, (name) => (name === ":key" ? key : (REAL[name] ?? id)));
  const query = route.endsWith("/mails") ? "?wave=open&state=claimed" : "";
  return filled === "/" ? "/office" : `/office${filled}${query}`;
};

const opened = async (...users: User[]) => {
  const school = await officeOf(...users);
  const [known] = takeIn([], [{ session: session({ rsvp: "required" }), kept: [] }], SUMMER);
  if (known === undefined) throw new Error("no session");
  await school.records.sessions.save(known, undefined);
  await school.records.parts.claim([partInSession(known, ADA)], "open", { plannedAt: SUMMER, at: SUMMER, tells: 1 });
  const counts = { students: 2, added: 2, changed: 0, unchanged: 0, missing: 0, held: 0, rejected: 0, warnings: 0 };
  const came = { bucket: "rosters", key: "incoming/r.csv", reports: "reports/r.csv", sha256: "abc", at: SUMMER };
  await school.records.imports.record({ ...came, id: IMPORT, isComplete: false, verdict: "waits", why: [], counts });
  await school.records.files.write("rosters", "reports/r.csv.changes.csv", { text: "a\n1\n", contentType: "text/csv" });
  return school;
};

/** What makes the student who is asked for, and nobody else, somebody's own. */
const OWN: Partial<Record<Role, Partial<User>>> = {
  "society-advisor": { societies: ["castle"] },
  "pce-advisor": { site: "Hill" },
  "specialty-advisor": { specialties: ["Surgery"] },
};

/** As whom somebody of each role is looked at: whose own the first student of the fixture is. */
const holder = (role: Role): User => person(role, { roles: [role], ...OWN[role] });

describe("each route of the office", () => {
  test("is in the table of rights, and nothing in the table is no route", async () => {
    const { records } = await officeOf();
    const routes = new Hono()
      .route(
        "/",
        staffPages({
          ...{ office: openOffice(records, { program, now: () => NOON }), program, now: () => NOON },
          ...{ time: schoolTime(program.school.timeZone), frame: ({ body }) => body, carryOut: async () => undefined },
        }),
      )
      .routes.map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(GUARDED_ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test.each(ROLES)(
    "is there for a %s as far as the table of rights says, and otherwise like a page that is none",
    async (role) => {
      const user = holder(role);
      const { entered, records } = await opened(user);
      const { ask, jar } = await entered(user);
      const [secret = ""] = jar.values();
      const token = (await records.signIns.get(keyOfSecret(secret)))?.formToken ?? "";
      const nothing = (await ask("/office/no-such-page")).body;
      for (const { method, path, action } of GUARDED_ROUTES) {
        const { statusCode, body, location } = await ask(
          pathOf(path),
          method === "POST" ? { form: { "form-token": token } } : {},
        );
        const may = mayBe(role, action);
        // Who may not have the first page is led to the first that is theirs, or told that none is.
        if (path === "/" && may !== "all")
          expect(location || body).toMatch(/^\/office\/\w+$|Nothing here is yours yet/);
        else expect([method, path, statusCode === 404]).toEqual([method, path, may !== "all"]);
        if (path !== "/" && may === "none") expect([method, path, body]).toEqual([method, path, nothing]);
      }
    },
  );
});

// By the table that staff read. Of the advisors' own students is the one who is asked for; the session has no owner.
const mayBe = (role: Role, action: Action): "all" | "not theirs" | "none" => {
  const { all, own = [] } = PERMISSIONS[action];
  if (all.includes(role) || (own.includes(role) && action === "see-student" && role in OWN)) return "all";
  return own.includes(role) && role !== "residency-application-advisor" ? "not theirs" : "none";
};

describe("what is not somebody's own", () => {
  const advisor = person("lena", { roles: ["society-advisor"], societies: ["Castle"] });

  test("looks as if it did not exist: a student of another society by a guessed address", async () => {
    const { entered } = await opened(advisor);
    const { ask } = await entered(advisor);
    const [own, other, nobody] = [
      await ask("/office/students/ada"),
      await ask("/office/students/bo"),
      await ask("/office/students/nobody"),
    ];
    expect(own.body).toContain("ada Example");
    expect([other.statusCode, other.body]).toEqual([nobody.statusCode, nobody.body]);
    expect(other.statusCode).toBe(404);
    const list = (await ask("/office/students")).body;
    expect(list).toContain("1 of 1 students");
    expect(list).not.toContain("bo Example");
    expect((await ask("/office/students?q=bo")).body).toContain("0 of 1 students");
  });

  test("is offered by no link and no form: a viewer's pages lead to nothing that they may not have", async () => {
    const viewer = person("vera", { roles: ["viewer"] });
    const { entered } = await opened(viewer);
    const { ask } = await entered(viewer);
    for (const path of ["/office", "/office/students/ada", "/office/calendar?month=2027-01", "/office/failures"]) {
      const { body, statusCode } = await ask(path);
      expect(statusCode).toBe(200);
      for (const [, to = ""] of body.matchAll(/<a\b[^>]*href="(\/office[^"#?]*)/g))
        expect([path, to, (await ask(to)).statusCode]).not.toEqual([path, to, 404]);
      expect([...body.matchAll(/<form\b[^>]*method="post"[^>]*>/g)].map(([form]) => form)).toEqual([
        '<form method="post" action="/office/sign-out">',
      ]);
    }
  });

  test("becomes theirs, and is theirs no more, with the next page after the school says so", async () => {
    const { entered, records } = await opened(advisor);
    const { ask } = await entered(advisor);
    await records.users.save({ ...advisor, societies: ["Peabody"], givenAt: NOON });
    expect((await ask("/office/students/ada")).statusCode).toBe(404);
    expect((await ask("/office/students/bo")).statusCode).toBe(200);
    await records.users.save({ ...advisor, status: "inactive", givenAt: NOON });
    expect((await ask("/office/students/bo")).location).toContain("/office/sign-in");
  });
});
