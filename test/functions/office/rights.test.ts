import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "#domain/access/permissions.ts";
import { ROLES, type Role, type User } from "#domain/access/user.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { openOffice } from "#office/front/office.ts";
import { keyOfSecret } from "#office/sign-in/way-in.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { GUARDED_ROUTES, type GuardedRoute } from "#pages/office/rights.ts";
import { staffPages } from "#pages/office/router.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { studentNamed } from "../send-mail/april.fixture.ts";
import { ADA, NOON, officeOf, person, program } from "./office.fixture.ts";

const SUMMER = "2026-08-03T16:00:00.000Z";
const ANSWER = "unanswered=retake-cim-survey%402027";
/** An item of its owner, of which the first student was told. */
const ITEM = { occurrence: "road-to-residency-1@2028", milestone: "road-to-residency-1", cohort: cohortOf(ADA) };
const IMPORT = "20260801T040000Z-9f86d081884c";

/** Where each route leads for what is there; or for a student, a session or an import that is not. */
const pathOf = (route: string, isThere = true): string => {
  const id = route.startsWith("/imports") ? encodeURIComponent(IMPORT) : "rtr1";
  const real: Record<string, string> = { ":key": "ada", ":other": "bo", ":name": "changes.csv", ":id": id };
  const cell = {
    ":cohort": ITEM.cohort,
    ":occurrence": encodeURIComponent(ITEM.occurrence),
    ":item": "retake-cim-survey%402027",
    ":kind": "nudges",
    ":digest": "9f86d081884c",
  };
  const filled = route.replace(/:\w+/g, (name) => (isThere ? ({ ...real, ...cell }[name] ?? "") : "nobody"));
  const query = route.endsWith("/mails") ? "?wave=open&state=claimed" : "";
  return filled === "/" ? "/office" : `/office${filled}${query}`;
};

const opened = async (...users: User[]) => {
  const school = await officeOf(...users);
  const [known] = takeIn([], [{ session: session({ rsvp: "required" }), kept: [] }], SUMMER);
  if (known === undefined) throw new Error("no session");
  await school.records.sessions.save(known, undefined);
  await school.records.parts.claim([partInSession(known, ADA)], "open", { plannedAt: SUMMER, at: SUMMER, tells: 1 });
  const told = { ...ITEM, student: ADA.person, asks: undefined };
  await school.records.parts.claim([told], "open", { plannedAt: SUMMER, at: SUMMER });
  const counts = { students: 2, added: 2, changed: 0, unchanged: 0, missing: 0, held: 0, rejected: 0, warnings: 0 };
  const came = { bucket: "rosters", key: "incoming/r.csv", reports: "reports/r.csv", sha256: "abc", at: SUMMER };
  await school.records.imports.record({ ...came, id: IMPORT, isComplete: false, verdict: "waits", why: [], counts });
  await school.records.files.write("rosters", "reports/r.csv.changes.csv", { text: "a\n1\n", contentType: "text/csv" });
  return school;
};

/** What makes the first student of the fixture, and nobody else, or its session somebody's own; and what does not. */
const OWN: Partial<Record<Role, { theirs: Partial<User>; notTheirs: Partial<User> }>> = {
  "society-advisor": { theirs: { societies: ["castle"] }, notTheirs: { societies: ["Peabody"] } },
  "pce-advisor": { theirs: { site: "Hill" }, notTheirs: { site: "Valley" } },
  "specialty-advisor": { theirs: { specialties: ["Surgery"] }, notTheirs: { specialties: ["Pediatrics"] } },
  "residency-application-advisor": { theirs: {}, notTheirs: {} },
  "item-owner": { theirs: {}, notTheirs: { email: "another@school.example" } },
};

/** By the table that staff read: what somebody of a role gets on a route that leads to what is theirs, or is not. */
const mayGet = (role: Role, { action, path }: GuardedRoute, isTheirs: boolean): "it" | "nothing of it" | "no page" => {
  const { all, own = [] } = PERMISSIONS[action];
  if (all.includes(role)) return "it";
  if (!own.includes(role) || role === "residency-application-advisor") return "no page";
  return isTheirs || !path.includes(":") ? "it" : "nothing of it";
};

/** Everybody who is looked at: each role with what is theirs in its scope, and those with a scope without it. */
const HOLDERS = ROLES.flatMap((role) => [
  { role, isTheirs: true, scope: "of whom it is", user: person(role, { roles: [role], ...OWN[role]?.theirs }) },
  ...(OWN[role] === undefined
    ? []
    : [{ role, isTheirs: false, scope: "of others", user: person(role, { roles: [role], ...OWN[role].notTheirs }) }]),
]);

/** A page, the way to one, or what a form lacks that somebody may send. */
const ANSWERED = [200, 303, 400];

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

  test.each(HOLDERS)(
    "is there for a $role $scope as far as the table of rights says, and otherwise like a page that is none",
    async ({ role, isTheirs, user }) => {
      const { entered, records } = await opened(user);
      const { ask, jar } = await entered(user);
      const [secret = ""] = jar.values();
      const token = (await records.signIns.get(keyOfSecret(secret)))?.formToken ?? "";
      const nothing = await ask("/office/no-such-page");
      expect(nothing.statusCode).toBe(404);
      for (const route of GUARDED_ROUTES) {
        const { method, path } = route;
        const sent = method === "POST" ? { form: { "form-token": token } } : {};
        const [reply, may] = [await ask(pathOf(path), sent), mayGet(role, route, isTheirs)];
        const named = (what: unknown) => [method, path, what];
        // Who may not have the first page is led to the first that is theirs, or told that none is.
        if (path === "/" && may !== "it")
          expect(reply.location || reply.body).toMatch(/^\/office\/\w+$|Nothing here is yours yet/);
        else if (may === "it") expect(ANSWERED).toContain(reply.statusCode);
        else if (may === "no page") expect(named(reply)).toEqual(named(nothing));
        else expect(named(reply)).toEqual(named(await ask(pathOf(path, false), sent)));
      }
    },
  );
});

test("each route of the office leads whoever is not signed in to sign in, and lets them change nothing", async () => {
  const { browser } = await opened();
  const { ask } = browser();
  for (const { method, path } of [...GUARDED_ROUTES, { method: "GET", path: "/no-such-page" }]) {
    const to = pathOf(path);
    const { statusCode, location, body } = await ask(to, method === "POST" ? { form: { decision: "release" } } : {});
    const isLed = method === "GET";
    expect([to, statusCode, location]).toEqual([
      ...[to, isLed ? 303 : 401],
      isLed ? `/office/sign-in?${new URLSearchParams({ to })}` : "",
    ]);
    expect(body.includes("You are signed out")).toBe(!isLed);
  }
});

describe("what is not somebody's own", () => {
  const advisor = person("lena", { roles: ["society-advisor"], societies: ["Castle"] });

  test("looks as if it did not exist: a student of another society by a guessed address", async () => {
    const { entered } = await opened(advisor);
    const { ask } = await entered(advisor);
    expect((await ask("/office/students/ada")).body).toMatch(/ada Example[\s\S]*corrects it: <a href="mailto:advising/);
    const [other, nobody] = [await ask("/office/students/bo"), await ask("/office/students/nobody")];
    expect(other).toEqual(nobody);
    expect(other.statusCode).toBe(404);
    const list = (await ask("/office/students")).body;
    expect(list).toContain("1 of 1 students");
    expect(list).not.toContain("bo Example");
    // By name, number, address, society, class and survey: what is found is what is said of somebody who is nobody.
    for (const asked of ["q=bo", "q=S-bo", "q=bo@students", "q=Peabody", "cohort=pathways-2029&q=bo", `${ANSWER}&q=bo`])
      expect([asked, (await ask(`/office/students?${asked}`)).body.includes("0 of 1 students")]).toEqual([asked, true]);
  });

  test("is not named by what is doubted of somebody who is: that is for whoever may settle it", async () => {
    const [both, staff] = [person("maya", { roles: ["pce-advisor"], site: "Hill" }), person("staff")];
    const { entered, records } = await opened(advisor, both, staff);
    const doubt = { since: SUMMER, says: "They may be the same person as S-bo: both are named bo." };
    const also = [{ ...doubt, reason: "rows", evidence: "taken:address:S-bo", other: "S-bo" } as const];
    const held = { ...doubt, reason: "double", evidence: "double:S-bo", other: "S-bo", also } as const;
    await records.people.hold("S-ada", { held, seen: undefined });
    for (const user of [advisor, both]) {
      const { ask } = await entered(user);
      for (const path of ["/office/students/ada", "/office/students", "/office/students?held=yes"]) {
        const { body } = await ask(path);
        expect(body).toMatch(/held/i);
        expect(body).not.toMatch(/S-bo|named bo|students\/bo/);
      }
    }
    expect((await (await entered(staff)).ask("/office/students/ada")).body).toContain("same person as S-bo");
  });

  test("gets no part in a session by its owner's form: nobody comes whom the list does not show", async () => {
    const owner = person("item-owner", { roles: ["item-owner"] });
    const { entered, records } = await opened(owner);
    await records.people.save(studentNamed("cy", { track: "hst", anchors: { matriculation: 2020, graduation: 2024 } }));
    const { ask } = await entered(owner);
    const page = await ask("/office/calendar/rtr1");
    const token = /name="form-token" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const sent = new URLSearchParams({ "form-token": token });
    for (const key of ["ada", "cy", "nobody"]) for (const name of ["shown", "came"]) sent.append(name, key);
    await ask("/office/calendar/rtr1/attendance", { form: sent });
    expect(Object.keys((await records.guestLists.get("rtr1")).came)).toEqual(["ada"]);
    expect((await ask("/office/calendar/rtr1")).body).not.toContain("cy Example");
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
        '<form class="search" method="post" action="/office/search" role="search" aria-label="Find a student">',
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
