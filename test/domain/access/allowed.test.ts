import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAllowed, isSomebodyInCharge, reachOf } from "#domain/access/allowed.ts";
import { ACTIONS, type Action } from "#domain/access/permissions.ts";
import { ROLES, type Role, type User } from "#domain/access/user.ts";

const someone = (roles: readonly Role[], more: Partial<User> = {}): User => ({
  id: "F1",
  email: "lena@example.edu",
  name: "Lena Berg",
  roles: [...roles],
  societies: [],
  specialties: [],
  status: "active",
  ...more,
});

const isAction = (name: string): name is Action => Object.hasOwn(ACTIONS, name);
const actions = Object.keys(ACTIONS).filter(isAction);
const advisor = someone(["society-advisor"], { societies: ["Alder", "London"] });

describe("who may do what", () => {
  test("a society advisor sees the students of their societies, and nobody of another one", () => {
    expect(isAllowed(advisor, "see-student", { society: "alder " })).toBe(true);
    expect(isAllowed(advisor, "see-student", { society: "London" })).toBe(true);
    expect(isAllowed(advisor, "see-student", { society: "Cedar" })).toBe(false);
    expect(isAllowed(advisor, "see-student", { society: undefined })).toBe(false);
  });

  test("an advisor whose society nobody wrote down sees no students, also none without a society", () => {
    const bare = someone(["society-advisor", "pce-advisor", "specialty-advisor"]);
    expect(isAllowed(bare, "see-student", {})).toBe(false);
    expect(isAllowed(bare, "see-student", { society: "", site: "", specialty: "" })).toBe(false);
  });

  test("a PCE advisor has those at their site, a specialty advisor those who lean to theirs", () => {
    expect(isAllowed(someone(["pce-advisor"], { site: "Hill" }), "settle-task", { site: "Hill" })).toBe(true);
    expect(isAllowed(someone(["pce-advisor"], { site: "Hill" }), "settle-task", { site: "Dale" })).toBe(false);
    const surgeon = someone(["specialty-advisor"], { specialties: ["surgery"] });
    expect(isAllowed(surgeon, "see-specialty", { specialty: "Surgery" })).toBe(true);
    expect(isAllowed(surgeon, "see-specialty", { specialty: "urology" })).toBe(false);
  });

  test("the owner of an item sees who comes to its sessions, and the needs of their dinner", () => {
    const owner = someone(["item-owner"]);
    expect(isAllowed(owner, "see-dietary", { owner: "Lena@Example.edu" })).toBe(true);
    expect(isAllowed(owner, "see-guests", { owner: "max@example.edu" })).toBe(false);
  });

  test("what is done for everybody is not for whom has some alone", () => {
    expect(isAllowed(advisor, "see-student")).toBe(false);
    expect(isAllowed(someone(["viewer"]), "see-student")).toBe(true);
    expect(reachOf(someone(["director"]), "see-student")).toBe("all");
  });

  test("only a dean sees and sets the marks of who did not match", () => {
    const may = ROLES.filter((role) => isAllowed(someone([role]), "mark-unmatched"));
    expect(may).toEqual(["dean"]);
    expect(ROLES.filter((role) => isAllowed(someone([role]), "see-unmatched"))).toEqual(["dean"]);
  });

  test("a viewer changes nothing", () => {
    const may = actions.filter((action) => reachOf(someone(["viewer"]), action) !== "none");
    expect(may.filter((action) => !action.startsWith("see-"))).toEqual([]);
    expect(may).not.toContain("see-specialty");
  });

  test("whoever has no role, or is inactive, may do nothing to anybody", () => {
    const about = fc.record({ society: fc.constantFrom("Alder", ""), owner: fc.constant("lena@example.edu") });
    fc.assert(
      fc.property(fc.constantFrom(...actions), fc.subarray([...ROLES]), about, (action, roles, what) => {
        expect(isAllowed(someone([]), action, what)).toBe(false);
        expect(isAllowed({ ...someone(roles), societies: ["Alder"], status: "inactive" }, action, what)).toBe(false);
      }),
    );
  });

  test("one role more never takes away what another gives", () => {
    fc.assert(
      fc.property(
        ...[fc.constantFrom(...actions), fc.subarray([...ROLES]), fc.constantFrom(...ROLES)],
        (action, roles, another) => {
          const about = { society: "Alder" };
          const [before, after] = [roles, [...roles, another]].map((it) => ({ ...someone(it), societies: ["Alder"] }));
          if (isAllowed(before ?? advisor, action, about))
            expect(isAllowed(after ?? advisor, action, about)).toBe(true);
        },
      ),
    );
  });

  test("somebody must be left who says who has which role", () => {
    expect(isSomebodyInCharge([advisor, someone(["director"])])).toBe(true);
    expect(isSomebodyInCharge([advisor, someone(["director"], { status: "inactive" }), someone(["staff"])])).toBe(
      false,
    );
  });
});
