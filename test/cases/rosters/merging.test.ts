import { expect, test } from "vitest";
import { toldSequence } from "#domain/parts/part.ts";
import { seatsOf } from "#domain/sessions/guest-list.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { mergePeople, peopleToMerge, whatMergingDoes } from "#office/people/merge.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { schoolOfRosters } from "./school.fixture.ts";

const NOW = { at: "2026-09-02T14:00:00.000Z", backOn: "2026-09-02" };
const CODE = "cim-access-code@2026";
const WITHOUT_CODE =
  "student_id,email,first_name,last_name,track,matriculation_year\n" +
  "410101,jo.reyes@students.example.edu,Jo,Reyes,pathways,2026\n";
const SENT = { state: "sent", plannedAt: NOW.at, attempt: 1, at: NOW.at, messageId: "m1" } as const;

const [DINNER] = takeIn([], [{ session: session({ id: "dinner", rsvp: "required", capacity: 1 }), kept: [] }], NOW.at);
if (DINNER === undefined) throw new Error("no session");

/** A school whose office makes one of two by their ids, and what a student had before. */
const mergingSchool = async () => {
  const school = await schoolOfRosters();
  const { people, parts, choices, accessCodes, sessions, guestLists } = school.records;
  const personOf = async (id: string) => {
    const found = (await people.all()).find(({ schoolId }) => schoolId === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };
  const identityOf = async (id: string) => {
    const { person } = await personOf(id);
    const cohort = "pathways-2030";
    return { occurrence: CODE, milestone: "cim-access-code", student: person, cohort, asks: undefined };
  };
  const mailed = async (id: string) => {
    const part = await identityOf(id);
    await parts.claim([part], "open", SENT);
    await parts.settle([{ part, wave: "open", mail: SENT }]);
    await choices.decline(part.student, "enrichment", NOW.at);
  };
  const merge = async (
    stays: string,
    gone: string,
    stores = { people, parts, choices, accessCodes, sessions, guestLists },
  ) => {
    const one = await personOf(stays);
    const [other] = await peopleToMerge(people, one, gone);
    if (other === undefined) throw new Error(`There is no ${gone} to merge.`);
    const merging = await whatMergingDoes({ ...school.needs }, one, other);
    await mergePeople(stores, merging, NOW);
    return merging;
  };
  /** Told of a dinner, to which they said yes. */
  const dined = async (id: string) => {
    const student = await personOf(id);
    await sessions.save(DINNER, undefined);
    const part = partInSession(DINNER, student);
    await parts.claim([part], "open", { ...SENT, tells: 0 });
    await parts.settle([{ part, wave: "open", mail: SENT }]);
    await guestLists.answer(DINNER, student.person, { answer: "yes", guests: 0 }, NOW.at);
  };
  return { ...school, personOf, identityOf, mailed, dined, merge };
};

test("04: who came again without zeros is made one, mailed once, and later rosters mean them by either id", async () => {
  const { upload, standing, mailed, merge, personOf, identityOf, records } = await mergingSchool();
  await upload("04-august.csv");
  await mailed("00410101");
  const { person } = await personOf("00410101");
  await upload("04-september-from-excel.csv");
  await merge("00410101", "410101");
  await merge("00410104", "410104");
  await merge("00410104", "410104");
  expect(await standing()).toEqual({ "00410101": "active", "00410104": "active" });
  expect(await upload("04-september-from-excel.csv")).toMatchObject({ added: 0, held: 0 });
  expect(await standing()).toEqual({ "00410101": "active", "00410104": "withdrawn" });
  expect((await personOf("00410101")).person).toBe(person);
  expect(await records.parts.claim([await identityOf("00410101")], "open", SENT)).toEqual([{ kind: "done" }]);
  expect(await records.choices.of(person)).toEqual(["enrichment"]);
});

test("05: after a new name the new id may stay; mails, choices and links of the old one are theirs", async () => {
  const { upload, standing, mailed, merge, personOf, identityOf, records } = await mergingSchool();
  await upload("05-before.csv");
  await mailed("lee.tran@students.example.edu");
  const old = await personOf("lee.tran@students.example.edu");
  await upload("05-after-name-change.csv");
  const said = await merge("lee.voss@students.example.edu", "lee.tran@students.example.edu");
  expect(said.differences.map(({ field }) => field)).toEqual(["email", "lastName"]);
  expect(said.parts).toEqual([{ occurrence: CODE, mails: [{ wave: "open", state: "sent" }], says: "" }]);
  expect(await standing()).toEqual({ "lee.voss@students.example.edu": "active" });
  const now = await identityOf("lee.voss@students.example.edu");
  expect(await records.parts.claim([now], "open", SENT)).toEqual([{ kind: "done" }]);
  expect((await records.parts.get(CODE, old.person))?.student).toBe(now.student);
  expect(await records.choices.of(now.student)).toEqual(["enrichment"]);
  expect(await records.accessCodes.get(now.student)).toBe("CIM-LEE");
  expect(await upload("05-after-name-change.csv")).toMatchObject({ added: 0, changed: 0, held: 0 });
});

test("what either was told of a session is told, so that a change of it reaches them, and their seat stays", async () => {
  const { upload, dined, merge, personOf, records } = await mergingSchool();
  await upload("04-august.csv");
  await dined("00410101");
  await upload(WITHOUT_CODE);
  const { person } = await personOf("410101");
  await merge("410101", "00410101");
  expect(toldSequence(await records.parts.get(sessionSubject("dinner"), person))).toBe(0);
  expect(await records.parts.ofOccurrence(sessionSubject("dinner"))).toMatchObject([{ student: person }]);
  expect(seatsOf(await records.guestLists.get("dinner"))).toEqual({ seated: [person], waiting: [] });
});

type Store = Record<string, unknown>;

/** Stores of which the nth write dies: before anything is written, or after it is, when its answer is lost. */
const dyingAt = (nth: number, dies: "before" | "after") => {
  const written: string[] = [];
  const wrapped = <Kept extends Store>(store: Kept, writes: readonly string[]): Kept =>
    new Proxy(store, {
      get: (target, name: string) => {
        const call = target[name];
        if (!writes.includes(name) || typeof call !== "function") return call;
        return async (...given: unknown[]) => {
          const isIt = written.push(name) === nth;
          if (isIt && dies === "before") throw new Error("It died.");
          const answer: unknown = await call.apply(target, given);
          if (isIt) throw new Error("It died.");
          return answer;
        };
      },
    });
  return { written, wrapped };
};

test.each(["before", "after"] as const)(
  "a merge that dies %s any of its writes and is ordered again ends as one that did not",
  async (dies) => {
    const made = async (nth: number) => {
      const school = await mergingSchool();
      const { people, parts, choices, accessCodes, sessions, guestLists } = school.records;
      await school.upload("04-august.csv");
      await school.mailed("00410101");
      await school.dined("00410101");
      // The code is the old one's alone, so that it has to come over.
      await school.upload(WITHOUT_CODE);
      const { person } = await school.personOf("00410101");
      const now = await school.personOf("410101");
      const { written, wrapped } = dyingAt(nth, dies);
      const stores = {
        people: wrapped({ ...people }, ["merge", "hold"]),
        parts: wrapped({ ...parts }, ["fold"]),
        choices: wrapped({ ...choices }, ["fold"]),
        accessCodes: wrapped({ ...accessCodes }, ["save"]),
        guestLists: wrapped({ ...guestLists }, ["fold"]),
        sessions,
      };
      const first = await school.merge("410101", "00410101", stores).catch(() => "died");
      if (first === "died") await school.merge("410101", "00410101");
      return {
        written: written.length,
        died: first === "died",
        people: await people.all("and removed"),
        part: await parts.get(CODE, person),
        dinner: [await parts.get(sessionSubject("dinner"), person), await guestLists.get("dinner")],
        declined: await choices.of(now.person),
        code: await accessCodes.get(now.person),
      };
    };
    const { written, died: _, ...whole } = await made(0);
    expect(written).toBeGreaterThan(5);
    expect(whole).toMatchObject({
      code: "CIM-JO",
      declined: ["enrichment"],
      people: [{ removed: { why: "moved" } }, {}, {}],
    });
    for (let nth = 1; nth <= written; nth += 1) {
      const { written: __, died, ...again } = await made(nth);
      expect([nth, died, again]).toEqual([nth, true, whole]);
    }
  },
);
