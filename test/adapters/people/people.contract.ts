import { describe, expect, test } from "vitest";
import type { People } from "#adapters/people/people.ts";
import type { Person } from "#domain/people/person.ts";
import type { Student } from "#domain/people/student.ts";

const student = (schoolId: string, other: Partial<Student> = {}): Student => ({
  schoolId,
  person: `key-of-${schoolId}`,
  program: "hms",
  email: `${schoolId}@example.edu`,
  firstName: "First",
  lastName: "Last",
  track: "pathways",
  anchors: { matriculation: 2024, graduation: 2028 },
  society: "North",
  status: "active",
  joinedOn: "2026-08-01",
  ...other,
});

const AT = "2026-10-01T13:00:00.000Z";

/** Opens a school with nobody in it: its people, as a program sees them. */
type OpenSchool = () => Promise<(program: string) => People>;

/** What every store of people does. */
export const peopleContract = (openSchool: OpenSchool): void => {
  const open = async () => (await openSchool())("hms");
  addressContract(open);
  programsContract(openSchool);
  noStudentContract(openSchool);

  describe("erase", () => {
    test("leaves a number and a class, under another key, and nothing that says who it was", async () => {
      const people = await open();
      const known = { preferredName: "Ada", site: "Hill", mailbox: "12", specialty: "Surgery", phase: "pce" };
      await people.save(student("1", { ...known, societyAdvisorEmail: "a@example.edu", aliases: ["0"] }));
      await people.markAddress("1", { state: "bounced", at: AT, email: "1@example.edu" });
      await people.hold("1", {
        held: { reason: "status", since: AT, evidence: "status:x", says: "?" },
        seen: undefined,
        released: ["r"],
        backOn: "2026-10-01",
      });
      expect(await people.erase("1", { at: AT, key: "other" })).toBe("erased");
      expect(await people.all("and removed")).toEqual([
        {
          ...{ schoolId: "1", person: "other", program: "hms", email: "", firstName: "", lastName: "", society: "" },
          ...{ track: "pathways", anchors: { matriculation: 2024, graduation: 2028 }, status: "graduated" },
          ...{ joinedOn: "2026-08-01", aliases: ["0"], removed: { at: AT, why: "erased" } },
        },
      ]);
      expect(await people.all()).toEqual([]);
      expect(await people.some(["1"])).toEqual([]);
      expect(await people.erase("2", { at: AT, key: "other" })).toBe("gone");
    });

    test("does nothing to one who is in another program of the school", async () => {
      const school = await openSchool();
      const [here, there] = [school("hms"), school("hms-exchange")];
      await here.save(student("1"));
      expect(await here.isElsewhere("1")).toBe(false);
      await there.save(student("1"));
      expect([await here.isElsewhere("1"), await here.isElsewhere("2")]).toEqual([true, false]);
      expect(await here.erase("1", { at: AT, key: "other" })).toBe("elsewhere");
      expect(await here.all()).toMatchObject([{ person: "key-of-1", firstName: "First" }]);
    });
  });

  describe("all", () => {
    test("an empty roster has no students", async () => {
      const people = await open();
      expect(await people.all()).toEqual([]);
    });

    test("students come in the order of their ids' bytes", async () => {
      const people = await open();
      for (const id of ["b", "\u{1F393}", "a", "\uFF21", "B", "10", "9"]) await people.save(student(id));
      const ids = (await people.all()).map(({ schoolId }) => schoolId);
      expect(ids).toEqual(["10", "9", "B", "a", "b", "\uFF21", "\u{1F393}"]);
    });

    test("what was saved comes back whole", async () => {
      const people = await open();
      const begins = { "post-pce": "2028-01-03" };
      const preferredName = "Ada";
      const lately = { former: [2023, 2024], backOn: "2027-02-01" };
      const leave = { degree: "MD", leaveFrom: "2027-01-04", leaveUntil: "2027-06-30" };
      const kept = { specialty: "Surgery", site: "East", mailbox: "114" };
      const own = {
        societyAdvisorEmail: "advisor@example.edu",
        phase: "pce",
        begins,
        preferredName,
        ...leave,
        ...kept,
      };
      const saved = student("1", { ...own, ...lately });
      await people.save(saved);
      expect(await people.all()).toEqual([saved]);
      const { firstName: _first, lastName: _last, preferredName: _preferred, email: _email, ...rest } = saved;
      const { societyAdvisorEmail: _advisor, site: _site, mailbox: _mailbox, ...enrolled } = rest;
      expect(await people.enrolled()).toEqual([enrolled]);
    });
  });

  describe("some", () => {
    test("nobody asked for is nobody found", async () => {
      const people = await open();
      await people.save(student("1"));
      expect(await people.some([])).toEqual([]);
    });

    test("those who exist come in the order asked, each once", async () => {
      const people = await open();
      for (const id of ["1", "2", "3"]) await people.save(student(id));
      const found = await people.some(["3", "none", "1", "3"]);
      expect(found.map(({ schoolId }) => schoolId)).toEqual(["3", "1"]);
    });

    test("they come as their mails need them", async () => {
      const people = await open();
      await people.save(student("1", { societyAdvisorEmail: "advisor@example.edu", phase: "pce" }));
      const { joinedOn: _joined, ...addressee } = student("1");
      expect(await people.some(["1"])).toEqual([addressee]);
    });

    test("more students than one call takes are all found", async () => {
      const people = await open();
      const ids = Array.from({ length: 230 }, (_, index) => `s${index}`);
      await Promise.all(ids.map((id) => people.save(student(id))));
      expect((await people.some(ids)).map(({ schoolId }) => schoolId)).toEqual(ids);
    });
  });

  describe("save", () => {
    test("a second save replaces what the school says of a student", async () => {
      const people = await open();
      await people.save(student("1", { societyAdvisorEmail: "advisor@example.edu" }));
      await people.save(student("1", { anchors: { matriculation: 2024, graduation: 2029 }, status: "leave" }));
      expect(await people.all()).toEqual([
        student("1", { anchors: { matriculation: 2024, graduation: 2029 }, status: "leave" }),
      ]);
    });

    test("a second save leaves phase, key and joining day as they are", async () => {
      const people = await open();
      await people.save(student("1"));
      await people.enterPhase("1", { from: undefined, phase: "pce", at: AT });
      await people.save(student("1", { phase: "preclerkship", person: "another", joinedOn: "2027-01-01" }));
      expect(await people.all()).toMatchObject([{ phase: "pce", person: "key-of-1", joinedOn: "2026-08-01" }]);
    });

    test("an access code that came along is not kept with the student", async () => {
      const people = await open();
      const withCode = { ...student("1"), cimAccessCode: "CODE" };
      await people.save(withCode);
      expect(JSON.stringify(await people.all())).not.toContain("CODE");
    });
  });

  describe("hold", () => {
    const held = { reason: "status", since: AT, evidence: "status:inactive", says: "They may be gone." } as const;

    test("a student is held and let go, and every reader sees it", async () => {
      const people = await open();
      await people.save(student("1"));
      expect(await people.hold("1", { held, seen: undefined })).toBe(true);
      const readers = [await people.all(), await people.enrolled(), await people.some(["1"])];
      expect(readers.map(([one]) => one?.held)).toEqual([held, held, held]);
      const letGo = { held: undefined, seen: held.evidence, released: [held.evidence] };
      expect(await people.hold("1", letGo)).toBe(true);
      expect(await people.all()).toEqual([student("1", { released: [held.evidence] })]);
    });

    test("who decides by an old look changes nothing", async () => {
      const people = await open();
      await people.save(student("1", { held }));
      expect(await people.hold("1", { held: undefined, seen: undefined })).toBe(false);
      expect(await people.hold("1", { held: undefined, seen: "status:away" })).toBe(false);
      expect(await people.hold("none", { held, seen: undefined })).toBe(false);
      expect(await people.all()).toEqual([student("1", { held })]);
    });

    test("a save lets nobody go, and holds one who is not held", async () => {
      const people = await open();
      await people.save(student("1", { held }));
      await people.save(student("1", { society: "South" }));
      expect(await people.all()).toEqual([student("1", { society: "South", held })]);
      await people.save(student("2"));
      await people.save(student("2", { held }));
      await people.save(student("2", { held: { ...held, evidence: "status:other" } }));
      expect(await people.some(["2"])).toMatchObject([{ held }]);
    });
  });

  test("what somebody asks to be called stays through a roster, a new number and a merger, until it is taken back", async () => {
    const people = await open();
    const ownName = { name: "Robin", at: AT };
    await people.callThemselves("1", ownName);
    expect(await people.all()).toEqual([]);
    for (const id of ["1", "2"]) await people.save(student(id, { preferredName: "Bob" }));
    await people.callThemselves("1", ownName);
    await people.save(student("1", { preferredName: "Rob" }));
    expect(await people.some(["1"])).toMatchObject([{ preferredName: "Rob", ownName }]);
    await people.move("1", "3", AT);
    expect((await people.person("3"))?.ownName).toEqual(ownName);
    await people.merge("3", "2", AT);
    expect(await people.all()).toMatchObject([{ schoolId: "2", preferredName: "Bob", ownName }]);
    for (const _ of [1, 2]) await people.callThemselves("2", undefined);
    expect((await people.all())[0]).not.toHaveProperty("ownName");
  });

  test("who is held, or has an address that failed, is found among the others as of now", async () => {
    const people = await open();
    const held = { reason: "status", since: AT, evidence: "status:inactive", says: "They may be gone." } as const;
    const failed = { email: student("3").email, state: "bounced", at: AT } as const;
    expect(await people.heldOrFailed()).toEqual([]);
    for (const one of [student("1"), student("2", { held }), student("3"), student("4", { held })])
      await people.save(one);
    await people.markAddress("3", failed);
    await people.remove("4", { at: AT, why: "office" });
    expect(await people.heldOrFailed()).toEqual([student("2", { held }), student("3", { address: failed })]);
  });

  describe("remove", () => {
    const removed = { at: AT, why: "office" } as const;

    test("nobody reads one who was removed, unless they ask, and a save brings them back as they were", async () => {
      const people = await open();
      await people.save(student("1"));
      expect(await people.remove("1", removed)).toBe(true);
      expect([await people.all(), await people.enrolled(), await people.some(["1"])]).toEqual([[], [], []]);
      expect(await people.all("and removed")).toEqual([student("1", { removed })]);
      await people.save(student("1", { person: "another" }));
      expect(await people.all()).toEqual([student("1")]);
    });

    test("nobody is removed who is not there", async () => {
      expect(await (await open()).remove("none", removed)).toBe(false);
    });
  });

  describe("move", () => {
    test("a person goes on under another id, with all that is theirs", async () => {
      const people = await open();
      await people.save(student("1", { phase: "pce", released: ["missing"] }));
      expect(await people.move("1", "2", AT)).toBe(true);
      expect(await people.move("1", "2", AT)).toBe(true);
      const moved = { ...student("1", { phase: "pce", released: ["missing"] }), schoolId: "2", aliases: ["1"] };
      expect(await people.all()).toEqual([moved]);
    });

    test("and back again", async () => {
      const people = await open();
      await people.save(student("1"));
      await people.move("1", "2", AT);
      expect(await people.move("2", "1", AT)).toBe(true);
      expect(await people.all()).toEqual([student("1", { aliases: ["2"] })]);
    });

    test("nobody takes an id that another has", async () => {
      const people = await open();
      await people.save(student("1"));
      await people.save(student("2"));
      expect(await people.move("1", "2", AT)).toBe(false);
      expect(await people.move("none", "3", AT)).toBe(false);
      expect(await people.all()).toEqual([student("1"), student("2")]);
    });
  });

  describe("merge", () => {
    test("somebody becomes another id of the one they turned out to be, and running twice changes no more", async () => {
      const people = await open();
      await people.save(student("1", { aliases: ["one"], joinedOn: "2026-09-02" }));
      await people.save(student("2", { aliases: ["two"], joinedOn: "2026-09-01" }));
      expect(await people.merge("2", "1", AT)).toBe(true);
      expect(await people.merge("2", "1", AT)).toBe(true);
      expect(await people.all()).toEqual([student("1", { aliases: ["one", "2", "two"], joinedOn: "2026-09-01" })]);
      expect(await people.all("and removed")).toMatchObject([{}, { schoolId: "2", removed: { why: "moved" } }]);
    });

    test("nobody becomes one who is not there, or was removed", async () => {
      const people = await open();
      await people.save(student("1"));
      expect(await people.merge("1", "none", AT)).toBe(false);
      expect(await people.merge("none", "1", AT)).toBe(false);
      expect(await people.all()).toEqual([student("1")]);
    });
  });

  describe("enterPhase", () => {
    test("a student who is in no phase enters their first", async () => {
      const people = await open();
      await people.save(student("1"));
      expect(await people.enterPhase("1", { from: undefined, phase: "preclerkship", at: AT })).toBe(true);
      expect(await people.all()).toMatchObject([{ phase: "preclerkship", phaseEnteredAt: AT }]);
    });

    test("a student moves on from the phase they are in, and only once", async () => {
      const people = await open();
      await people.save(student("1", { phase: "preclerkship" }));
      const move = { from: "preclerkship", phase: "pce", at: AT };
      expect(await people.enterPhase("1", move)).toBe(true);
      expect(await people.enterPhase("1", move)).toBe(false);
      expect(await people.all()).toMatchObject([{ phase: "pce" }]);
    });

    test("nobody moves from a phase they are not in", async () => {
      const people = await open();
      await people.save(student("1", { phase: "preclerkship" }));
      await people.save(student("2"));
      expect(await people.enterPhase("1", { from: undefined, phase: "pce", at: AT })).toBe(false);
      expect(await people.enterPhase("2", { from: "preclerkship", phase: "pce", at: AT })).toBe(false);
    });

    test("a student who does not exist is not brought into being", async () => {
      const people = await open();
      expect(await people.enterPhase("1", { from: undefined, phase: "pce", at: AT })).toBe(false);
      expect(await people.all()).toEqual([]);
    });

    test("of twenty moves at once one succeeds", async () => {
      const people = await open();
      await people.save(student("1"));
      const move = { from: undefined, phase: "preclerkship", at: AT };
      const moves = await Promise.all(Array.from({ length: 20 }, () => people.enterPhase("1", move)));
      expect(moves.filter(Boolean)).toHaveLength(1);
    });
  });
};

const addressContract = (open: () => Promise<People>): void => {
  describe("an address", () => {
    const bounced = { state: "bounced" as const, at: AT, email: "1@example.edu" };
    const complained = { ...bounced, state: "complained" as const, at: "2026-11-01T13:00:00.000Z" };
    const opened = async () => {
      const people = await open();
      await people.save(student("1"));
      return people;
    };
    const known = async (people: People) => (await people.all())[0]?.address;

    test("that failed is marked once; a complaint counts for more than a bounce, and that for more than one for now", async () => {
      const people = await opened();
      const returned = { ...bounced, state: "returned" as const };
      expect(await people.markAddress("1", returned)).toBe(true);
      expect(await known(people)).toEqual(returned);
      expect(await people.markAddress("1", bounced)).toBe(true);
      expect(await people.markAddress("1", { ...bounced, at: complained.at })).toBe(true);
      expect(await people.markAddress("1", returned)).toBe(true);
      expect(await known(people)).toEqual(bounced);
      expect(await people.markAddress("1", complained)).toBe(true);
      expect(await people.markAddress("1", bounced)).toBe(true);
      expect(await known(people)).toEqual(complained);
    });

    test.each(["1@EXAMPLE.edu", "<1@example.edu>", '"One, A." <1@example.edu>'])(
      "is marked as the roster spells it, where it is told as %s",
      async (email) => {
        const people = await opened();
        expect(await people.markAddress("1", { ...bounced, email })).toBe(true);
        expect(await known(people)).toEqual(bounced);
        expect(await people.markAddress("1", { ...complained, email })).toBe(true);
        expect(await known(people)).toEqual(complained);
        expect(await people.markAddress("1", { ...bounced, email })).toBe(true);
        expect(await known(people)).toEqual(complained);
      },
    );

    test("is marked for nobody who has another, or is not there", async () => {
      const people = await opened();
      expect(await people.markAddress("1", { ...bounced, email: "old@example.edu" })).toBe(false);
      expect(await people.markAddress("2", bounced)).toBe(false);
      expect(await people.all()).toEqual([student("1")]);
    });

    test("keeps its mark over a save, and a corrected one takes a mark of its own", async () => {
      const people = await opened();
      await people.markAddress("1", complained);
      await people.save(
        student("1", { email: "new@example.edu", address: { ...bounced, email: "forged@example.edu" } }),
      );
      expect(await known(people)).toEqual(complained);
      expect(await people.markAddress("1", { ...bounced, email: "new@example.edu" })).toBe(true);
      expect(await known(people)).toEqual({ ...bounced, email: "new@example.edu" });
    });

    test("is forgotten by its name only", async () => {
      const people = await opened();
      await people.markAddress("1", bounced);
      await people.forgetAddress("1", "other@example.edu");
      expect(await known(people)).toEqual(bounced);
      await people.forgetAddress("1", "1@example.edu");
      await people.forgetAddress("1", "1@example.edu");
      await people.forgetAddress("2", "1@example.edu");
      expect(await people.all()).toEqual([student("1")]);
    });
  });
};

/** A student of the exchange year, by what that program says of them. */
const guest = (schoolId: string, other: Partial<Student> = {}): Student =>
  student(schoolId, {
    program: "exchange",
    track: "guests",
    anchors: { matriculation: 2026, graduation: 2027 },
    ...other,
  });

const programsContract = (openSchool: OpenSchool): void => {
  describe("a person in two programs", () => {
    const opened = async () => {
      const people = await openSchool();
      const [ours, theirs] = [people("hms"), people("exchange")];
      await ours.save(student("1", { phase: "preclerkship" }));
      return { ours, theirs };
    };

    test("is a student of each by its own enrollment, and one person", async () => {
      const { ours, theirs } = await opened();
      expect([await theirs.all(), await theirs.enrolled(), await theirs.some(["1"])]).toEqual([[], [], []]);
      await theirs.save(guest("1", { person: "another", status: "leave" }));
      expect(await ours.all()).toEqual([student("1", { phase: "preclerkship" })]);
      expect(await theirs.all()).toEqual([guest("1", { status: "leave" })]);
      expect(await theirs.enrolled()).toMatchObject([{ person: "key-of-1", program: "exchange", track: "guests" }]);
      expect(await theirs.some(["1"])).toMatchObject([{ program: "exchange", status: "leave" }]);
    });

    test("moves on in one without moving in the other", async () => {
      const { ours, theirs } = await opened();
      const move = { from: undefined, phase: "visit", at: AT };
      expect(await theirs.enterPhase("1", move)).toBe(false);
      await theirs.save(guest("1"));
      expect(await theirs.enterPhase("1", move)).toBe(true);
      expect(await ours.enterPhase("1", { ...move, from: "visit" })).toBe(false);
      expect(await ours.all()).toEqual([student("1", { phase: "preclerkship" })]);
      expect(await theirs.all()).toMatchObject([{ phase: "visit", phaseEnteredAt: AT }]);
    });

    test("saved by both at once keeps both enrollments and one key", async () => {
      const people = await openSchool();
      const [ours, theirs] = [people("hms"), people("exchange")];
      await Promise.all([ours.save(student("1")), theirs.save(guest("1", { person: "another" }))]);
      const [one] = await ours.all();
      expect(await ours.all()).toMatchObject([{ track: "pathways" }]);
      expect(await theirs.all()).toMatchObject([{ track: "guests", person: one?.person }]);
    });

    test("has one address, of which both programs know that it failed", async () => {
      const { ours, theirs } = await opened();
      await theirs.save(guest("1"));
      const bounced = { state: "bounced" as const, at: AT, email: "1@example.edu" };
      await theirs.markAddress("1", bounced);
      expect(await ours.some(["1"])).toMatchObject([{ address: bounced }]);
      await ours.forgetAddress("1", bounced.email);
      expect((await theirs.all())[0]?.address).toBeUndefined();
    });
  });
};

const noStudentContract = (openSchool: OpenSchool): void => {
  describe("somebody who is no student", () => {
    const advisor: Person = {
      person: "key-of-A1",
      schoolId: "A1",
      email: "a1@example.edu",
      firstName: "Grace",
      lastName: "Advisor",
      roles: ["advisor"],
      joinedOn: "2026-08-01",
    };
    const opened = async () => {
      const people = (await openSchool())("hms");
      await people.savePerson(advisor);
      return people;
    };

    test("is kept with their roles, and nobody else is found for them", async () => {
      const people = await opened();
      expect(await people.person("A1")).toEqual(advisor);
      expect(await people.person("A2")).toBeUndefined();
      await people.savePerson({ ...advisor, person: "another", email: "new@example.edu", roles: ["advisor", "staff"] });
      expect(await people.person("A1")).toEqual({ ...advisor, email: "new@example.edu", roles: ["advisor", "staff"] });
    });

    test("is no student to be planned for, mailed or moved", async () => {
      const people = await opened();
      await people.save(student("1"));
      expect((await people.all()).map(({ schoolId }) => schoolId)).toEqual(["1"]);
      expect((await people.enrolled()).map(({ schoolId }) => schoolId)).toEqual(["1"]);
      expect((await people.some(["A1", "1"])).map(({ schoolId }) => schoolId)).toEqual(["1"]);
      expect(await people.enterPhase("A1", { from: undefined, phase: "pce", at: AT })).toBe(false);
      expect(await people.person("A1")).toEqual(advisor);
    });

    test("has an address that can fail", async () => {
      const people = await opened();
      const bounced = { state: "bounced" as const, at: AT, email: advisor.email };
      expect(await people.markAddress("A1", bounced)).toBe(true);
      expect(await people.person("A1")).toEqual({ ...advisor, address: bounced });
      await people.savePerson(advisor);
      expect(await people.person("A1")).toEqual({ ...advisor, address: bounced });
    });

    test("keeps key and roles when they enroll, and a student theirs when they get a role", async () => {
      const people = await opened();
      await people.save(student("A1", { person: "another" }));
      expect(await people.all()).toMatchObject([{ person: "key-of-A1", track: "pathways", society: "North" }]);
      expect((await people.person("A1"))?.roles).toEqual(["advisor"]);
      await people.save(student("1"));
      expect((await people.person("1"))?.roles).toEqual([]);
      await people.savePerson({ ...advisor, schoolId: "1", roles: ["staff"], society: "North" });
      expect(await people.person("1")).toMatchObject({ person: "key-of-1", roles: ["staff"] });
      expect((await people.enrolled()).map(({ schoolId }) => schoolId)).toEqual(["1", "A1"]);
    });
  });
};
