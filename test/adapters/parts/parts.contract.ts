import { describe, expect, test } from "vitest";
import type { Parts as ManyParts } from "#adapters/parts/parts.ts";
import { LEARNING, MAIL_STATES, sourcesOf } from "#domain/parts/mail-states.ts";
import type { MailState } from "#domain/parts/part.ts";
import type { PartIdentity } from "#domain/parts/part-changes.ts";
import { attestedTask, dueTask } from "../../domain/parts/tasks.fixture.ts";
import { onePart } from "./one-part.ts";

type Parts = ReturnType<typeof onePart>;

const OCCURRENCE = "retake-cim-survey@2027";
const PLANNED = "2027-04-01T13:00:00.000Z";
const AT = "2027-04-01T13:00:05.000Z";
const LATER = "2027-04-02T08:30:00.000Z";

const identity = (other: Partial<PartIdentity> = {}): PartIdentity => ({
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student: "k1",
  cohort: "pathways-2028",
  asks: "answer" as const,
  ...other,
});

const mail = { plannedAt: PLANNED, at: AT };
const outcome = (state: MailState["state"], other: Partial<MailState> = {}): MailState => ({
  state,
  plannedAt: PLANNED,
  attempt: 1,
  at: LATER,
  ...other,
});
const answer = { id: "survey", at: LATER };

const NEWS = ["sent", "delivered", "bounced", "complained", "rejected"] as const;

/** What every store of parts does; `open` makes an empty one. */
export const partsContract = (openMany: () => Promise<ManyParts>): void => {
  const open = async () => onePart(await openMany());
  test("of a part whose person is forgotten stays what counts, and a neighbor's stays whole", async () => {
    const parts = await openMany();
    for (const student of ["k1", "k2"]) {
      await parts.claim([identity({ student })], "open", mail);
      const sent = outcome("sent", { messageId: "m1" });
      await parts.settle([{ part: identity({ student }), wave: "open", mail: sent }]);
      await parts.markOpened(OCCURRENCE, student, AT);
      await parts.complete(OCCURRENCE, student, answer);
    }
    const whole = await parts.get(OCCURRENCE, "k2");
    for (let times = 0; times < 2; times += 1) await parts.forget({ occurrence: OCCURRENCE, student: "k1" });
    await parts.forget({ occurrence: OCCURRENCE, student: "nobody" });
    expect(await parts.get(OCCURRENCE, "k1")).toStrictEqual({
      ...{ occurrence: OCCURRENCE, milestone: "retake-cim-survey", student: "k1", cohort: "pathways-2028" },
      ...{ revision: whole?.revision, task: { type: "answer", state: "attested", at: LATER, evidence: {} } },
      mails: { open: outcome("sent") },
    });
    expect(await parts.get(OCCURRENCE, "k2")).toEqual(whole);
    expect(await parts.get(OCCURRENCE, "nobody")).toBeUndefined();
  });

  groupContract(openMany);
  claimContract(open);
  settleContract(open);
  learnContract(open);
  decideContract(open);
  takeUpContract(open);
  missContract(open);
  oweContract(open);
  taskContract(open);
  stopContract(open);
  ofStudentsContract(open);

  test("an occurrence's parts come in the order of their students, and no others", async () => {
    const parts = await open();
    for (const student of ["k3", "k1", "k2"]) await parts.claim(identity({ student }), "open", mail);
    await parts.claim(identity({ occurrence: "retake-cim-survey@2028" }), "open", mail);
    expect((await parts.ofOccurrence(OCCURRENCE)).map(({ student }) => student)).toEqual(["k1", "k2", "k3"]);
    expect(await parts.ofOccurrence("match-day@2028")).toEqual([]);
  });
};

const ofStudentsContract = (open: () => Promise<Parts>): void => {
  test("the parts of some students are found in many occurrences, and nobody else's", async () => {
    const parts = await open();
    const years = Array.from({ length: 130 }, (_, nth) => `retake-cim-survey@${2000 + nth}`);
    for (const occurrence of years) await parts.claim(identity({ occurrence, student: "k1" }), "open", mail);
    await parts.claim(identity({ student: "k2" }), "open", mail);
    const names = [...years, "match-day@2028"].map((occurrence) => ({ occurrence, student: "k1" }));
    const found = await parts.ofStudents(names);
    expect(found.map(({ student, occurrence }) => `${student} ${occurrence}`).toSorted()).toEqual(
      years.map((occurrence) => `k1 ${occurrence}`),
    );
    expect(await parts.ofStudents([])).toEqual([]);
  });

  test("of a part that goes on as another's, none is found", async () => {
    const parts = await open();
    await parts.claim(identity({ student: "k1" }), "open", mail);
    await parts.fold(identity({ student: "k1" }), identity({ student: "k2" }));
    const names = ["k1", "k2"].map((student) => ({ occurrence: OCCURRENCE, student }));
    expect((await parts.ofStudents(names)).map(({ student }) => student)).toEqual(["k2"]);
  });
};

const classmates = (count: number): PartIdentity[] =>
  Array.from({ length: count }, (_, nth) => identity({ student: `class1${String(nth).padStart(3, "0")}` }));

const groupContract = (open: () => Promise<ManyParts>): void => {
  describe("a group of classmates", () => {
    test("is claimed and settled together, each by what stands of them", async () => {
      const parts = await open();
      const [ada, ben, cy, ...others] = classmates(100);
      if (!ada || !ben || !cy) throw new Error("no class");
      await parts.claim([ada, ben, cy], "open", mail);
      await parts.settle([{ part: ada, wave: "open", mail: outcome("sent") }]);
      await parts.settle([{ part: ben, wave: "open", mail: outcome("retry") }]);
      await parts.complete(OCCURRENCE, cy.student, answer);
      const claims = await parts.claim([cy, ben, ada, ...others], "open", mail);
      expect(claims.slice(0, 3)).toEqual([{ kind: "done" }, { kind: "claimed", attempt: 2 }, { kind: "done" }]);
      expect(claims.slice(3)).toEqual(others.map(() => ({ kind: "claimed", attempt: 1 })));
      expect(await parts.claim([cy], "remind-1", mail)).toEqual([{ kind: "completed" }]);
      expect(await parts.ofOccurrence(OCCURRENCE)).toHaveLength(100);
    });

    test("may be of several groups, answered in the order given", async () => {
      const parts = await open();
      const those = [...classmates(2), identity({ student: "class2000" }), ...classmates(3).slice(2)];
      await parts.claim([identity({ student: "class2000" })], "open", mail);
      const kinds = (await parts.claim(those, "open", mail)).map(({ kind }) => kind);
      expect(kinds).toEqual(["claimed", "claimed", "done", "claimed"]);
    });

    test("keeps every change of its members that come at the same time", async () => {
      const parts = await open();
      const those = classmates(12);
      await parts.claim(those, "open", mail);
      const settled = those.map((part) => ({ part, wave: "open", mail: outcome("sent") }));
      await Promise.all([
        ...those.slice(0, 6).map(({ student }) => parts.complete(OCCURRENCE, student, answer)),
        parts.settle(settled),
        parts.learn(settled.slice(6).map((one) => ({ ...one, mail: outcome("delivered") }))),
        ...those.slice(9).map((part) => parts.stop([part], { reason: "paused", at: AT })),
      ]);
      const stand = await parts.ofOccurrence(OCCURRENCE);
      const [first, second] = [stand.slice(0, 6), stand.slice(6)];
      expect(first.map(({ task, mails }) => [task?.state, mails.open?.state])).toEqual(
        first.map(() => ["attested", "sent"]),
      );
      expect(second.map(({ task, mails }) => [task?.state, mails.open?.state])).toEqual(
        second.map(() => ["due", "delivered"]),
      );
      expect(stand.filter(({ stops }) => stops?.paused === AT)).toHaveLength(3);
    });

    test("is claimed by one of two senders, whoever comes first with whom", async () => {
      const parts = await open();
      const those = classmates(20);
      const [one, other] = await Promise.all([
        parts.claim(those.slice(0, 15), "open", mail),
        parts.claim(those.slice(5), "open", mail),
      ]);
      const won = [...(one ?? []), ...(other ?? [])].filter(({ kind }) => kind === "claimed");
      expect(won).toHaveLength(20);
    });

    test("is read as it stands now, by names in any order, also of those who have no part", async () => {
      const parts = await open();
      await parts.claim(classmates(3), "open", mail);
      const [k1, k2, k3] = classmates(3);
      const names = [k3, k1, { ...identity(), student: "nobody" }, k2].flatMap((one) => one ?? []);
      const read = await parts.some([...names, { occurrence: "match-day@2028", student: "k1" }]);
      expect(read.map((part) => part?.student)).toEqual([k3?.student, k1?.student, undefined, k2?.student, undefined]);
    });

    test("changes nothing for nobody", async () => {
      const parts = await open();
      expect(await parts.claim([], "open", mail)).toEqual([]);
      await parts.settle([]);
      expect(await parts.ofOccurrence(OCCURRENCE)).toEqual([]);
    });
  });
};

const claimContract = (open: () => Promise<Parts>): void => {
  describe("claim", () => {
    test("the first claim makes the part with its task due", async () => {
      const parts = await open();
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "claimed", attempt: 1 });
      const { asks: _, ...named } = identity();
      const mails = { open: { state: "claimed", plannedAt: PLANNED, attempt: 1, at: AT } };
      expect(await parts.get(OCCURRENCE, "k1")).toEqual({ ...named, task: dueTask(AT), revision: 0, mails });
    });

    test("a part of a milestone that asks nothing has no task", async () => {
      const parts = await open();
      await parts.claim(identity({ asks: undefined }), "open", mail);
      expect(await parts.get(OCCURRENCE, "k1")).not.toHaveProperty("task");
    });

    test("each wave is claimed for itself", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "claimed", attempt: 1 });
      expect(Object.keys((await parts.get(OCCURRENCE, "k1"))?.mails ?? {}).toSorted()).toEqual(["open", "remind-1"]);
    });

    test.each(["sent", "rejected", "ambiguous"] as const)("a mail that is %s is not claimed again", async (state) => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome(state));
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("a claim that was never settled is not claimed again", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      expect(await parts.claim(identity(), "open", { plannedAt: PLANNED, at: LATER })).toEqual({ kind: "done" });
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.at).toBe(AT);
    });

    test("a mail that SES did not take is claimed again, and every attempt counts", async () => {
      const parts = await open();
      for (const attempt of [1, 2, 3]) {
        expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "claimed", attempt });
        await parts.settle(identity(), "open", outcome("retry", { attempt }));
      }
    });

    test("nothing is claimed for a settled task, new or to be tried again", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "completed" });
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "completed" });
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).not.toHaveProperty("remind-1");
    });

    test("a mail of a completed task that was sent before is done", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("of fifty claims of one mail at once exactly one holds", async () => {
      const parts = await open();
      const claims = await Promise.all(Array.from({ length: 50 }, () => parts.claim(identity(), "open", mail)));
      expect(claims.filter((claim) => claim?.kind === "claimed")).toEqual([{ kind: "claimed", attempt: 1 }]);
      expect(claims.filter((claim) => claim?.kind === "done")).toHaveLength(49);
    });

    test("of fifty claims of a mail to be tried again exactly one holds", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      const claims = await Promise.all(Array.from({ length: 50 }, () => parts.claim(identity(), "open", mail)));
      expect(claims.filter((claim) => claim?.kind === "claimed")).toEqual([{ kind: "claimed", attempt: 2 }]);
    });
  });
};

const settleContract = (open: () => Promise<Parts>): void => {
  describe("settle", () => {
    test("a claim takes its outcome whole", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      const sent = outcome("sent", { messageId: "m-1" });
      await parts.settle(identity(), "open", sent);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).toEqual({ open: sent });
    });

    test("settling twice changes nothing the second time", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("sent", { messageId: "m-1" }));
      await parts.settle(identity(), "open", outcome("retry"));
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe("sent");
    });

    test("a late settling of an earlier attempt does not touch the later one", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry", { attempt: 1 }));
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open).toMatchObject({ state: "claimed", attempt: 2 });
    });

    test("a wave that nobody claimed cannot be settled", async () => {
      const parts = await open();
      await expect(parts.settle(identity(), "open", outcome("sent"))).rejects.toThrow("without having been claimed");
      await parts.claim(identity(), "open", mail);
      await expect(parts.settle(identity(), "remind-1", outcome("sent"))).rejects.toThrow("remind-1");
    });
  });
};

const takeUpContract = (open: () => Promise<Parts>): void => {
  describe("a mail that bounced, once its student has another address", () => {
    const bouncedAt = async (parts: Parts, wave = "open") => {
      await parts.claim(identity(), wave, mail);
      await parts.settle(identity(), wave, outcome("sent"));
      await parts.learn(identity(), wave, outcome("bounced"));
    };
    const takeUp = (parts: Parts, ...waves: string[]) => parts.takeUp([{ part: identity(), waves }], LATER);

    test("may be claimed again, as another attempt, where it is still of use", async () => {
      const parts = await open();
      for (const wave of ["open", "remind-1"]) await bouncedAt(parts, wave);
      await takeUp(parts, "remind-1", "remind-2");
      const { open: first, "remind-1": second, ...others } = (await parts.get(OCCURRENCE, "k1"))?.mails ?? {};
      expect(first).toEqual(outcome("bounced"));
      expect(second).toEqual(outcome("retry", { attempt: 2, reason: "tried again at the address as it stands now" }));
      expect(others).toEqual({});
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "claimed", attempt: 3 });
    });

    test.each(NEWS)("is not moved by what is still told of the old address: %s", async (state) => {
      const parts = await open();
      await bouncedAt(parts);
      await takeUp(parts, "open");
      const before = await parts.get(OCCURRENCE, "k1");
      expect(await parts.learn(identity(), "open", outcome(state))).toBe("older");
      expect(await parts.get(OCCURRENCE, "k1")).toEqual(before);
    });

    test("is taken up once, however often that is said", async () => {
      const parts = await open();
      await bouncedAt(parts);
      for (const _ of [1, 2]) await takeUp(parts, "open");
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.attempt).toBe(2);
    });

    test("is left alone where the task is complete, or there is no part", async () => {
      const parts = await open();
      await takeUp(parts, "open");
      expect(await parts.get(OCCURRENCE, "k1")).toBeUndefined();
      await bouncedAt(parts);
      await parts.complete(OCCURRENCE, "k1", answer);
      await takeUp(parts, "open");
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open).toEqual(outcome("bounced"));
    });

    test.each(["sent", "ambiguous", "rejected"] as const)("is no mail that is %s", async (state) => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome(state));
      await takeUp(parts, "open");
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open).toEqual(outcome(state));
    });
  });
};

const missContract = (open: () => Promise<Parts>): void => {
  describe("miss", () => {
    const missed = { plannedAt: PLANNED, at: LATER, reason: "its day was over" };

    test("a missed wave is recorded with its reason and is not claimed after", async () => {
      const parts = await open();
      await parts.miss(identity(), "open", missed);
      const part = await parts.get(OCCURRENCE, "k1");
      expect(part).toMatchObject({ task: dueTask(LATER), revision: 0 });
      expect(part?.mails).toEqual({ open: { state: "missed", attempt: 0, ...missed } });
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("a mail that SES did not take may be missed in the end", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      await parts.miss(identity(), "open", missed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open).toMatchObject({ state: "missed", ...missed });
    });

    test("a wave that has a state already keeps it", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.miss(identity(), "open", missed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe("claimed");
    });

    test("a mail that SES did not take can be missed, and is not claimed after; its attempts stay counted", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      await parts.miss(identity(), "open", missed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).toEqual({ open: { state: "missed", attempt: 1, ...missed } });
      expect(await parts.learn(identity(), "open", outcome("delivered"))).toBe("behind");
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("a completed task misses nothing, as when an old message comes back after it", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.complete(OCCURRENCE, "k1", answer);
      await parts.miss(identity(), "remind-1", missed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).not.toHaveProperty("remind-1");
    });
  });
};

const oweContract = (open: () => Promise<Parts>): void => {
  describe("owe", () => {
    const owed = { plannedAt: PLANNED, at: LATER, reason: "a seat became free" };

    test("a wave that is owed stands open to be claimed, and is owed once", async () => {
      const parts = await open();
      await parts.owe(identity(), "seat-2", owed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).toEqual({ "seat-2": { state: "retry", attempt: 0, ...owed } });
      expect(await parts.claim(identity(), "seat-2", mail)).toMatchObject({ kind: "claimed", attempt: 1 });
      await parts.owe(identity(), "seat-2", owed);
      expect((await parts.get(OCCURRENCE, "k1"))?.mails["seat-2"]?.state).toBe("claimed");
    });
  });
};

const taskContract = (open: () => Promise<Parts>): void => {
  describe("a task", () => {
    test("is completed once, and is answered as that left it, also to whoever completes it later", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      const done = await parts.complete(OCCURRENCE, "k1", answer);
      expect(done).toMatchObject({ task: attestedTask(LATER, "k1"), revision: 1 });
      expect(await parts.complete(OCCURRENCE, "k1", { id: "assessment", at: AT })).toEqual(done);
      expect(await parts.get(OCCURRENCE, "k1")).toEqual(done);
    });

    test("is unknown where there is no part, and begins with its completion where it was not asked before", async () => {
      const parts = await open();
      expect(await parts.complete(OCCURRENCE, "k1", answer)).toBeUndefined();
      expect(await parts.ofOccurrence(OCCURRENCE)).toEqual([]);
      await parts.claim(identity({ asks: undefined }), "open", mail);
      expect(await parts.complete(OCCURRENCE, "k1", answer)).toMatchObject({
        task: { state: "attested" },
        revision: 1,
      });
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "completed" });
    });

    test("keeps answers in part with their first instant, and is completed by the last of those that belong together", async () => {
      const parts = await open();
      expect(await parts.progress(OCCURRENCE, "k1", { id: "one", at: AT })).toBeUndefined();
      await parts.claim(identity(), "open", mail);
      for (const at of [AT, LATER]) await parts.progress(OCCURRENCE, "k1", { id: "one", at, others: ["other"] });
      await parts.progress(OCCURRENCE, "k1", { id: "not-yet", at: LATER });
      expect(await parts.get(OCCURRENCE, "k1")).toMatchObject({
        task: { state: "due", at: AT, answers: { one: AT, "not-yet": LATER } },
        revision: 2,
      });
      const done = await parts.progress(OCCURRENCE, "k1", { id: "other", at: LATER, others: ["one"] });
      expect(done?.task).toMatchObject({ state: "attested", evidence: { attested: { answer: "other" } } });
      expect(await parts.progress(OCCURRENCE, "k1", { id: "more", at: LATER })).toEqual(done);
      expect(await parts.retract(OCCURRENCE, "k1", "one")).toBe(false);
      expect(await parts.reopen(OCCURRENCE, "k1", LATER)).toBe(true);
      expect(await parts.retract(OCCURRENCE, "k1", "one")).toBe(true);
      expect(await parts.retract(OCCURRENCE, "k1", "one")).toBe(false);
      expect((await parts.get(OCCURRENCE, "k1"))?.task?.answers).toEqual({ "not-yet": LATER });
    });

    test("is due again when its completion is taken back, without a trace of the answer", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.reopen(OCCURRENCE, "k1", LATER)).toBe(true);
      const part = await parts.get(OCCURRENCE, "k1");
      expect(part?.task).toEqual(dueTask(LATER));
      expect(part?.revision).toBe(2);
      expect(await parts.claim(identity(), "remind-1", mail)).toMatchObject({ kind: "claimed" });
    });

    test("is not reopened unless it is completed", async () => {
      const parts = await open();
      expect(await parts.reopen(OCCURRENCE, "k1", LATER)).toBe(false);
      await parts.claim(identity(), "open", mail);
      expect(await parts.reopen(OCCURRENCE, "k1", LATER)).toBe(false);
      expect(await parts.get(OCCURRENCE, "k1")).toMatchObject({ task: dueTask(AT), revision: 0 });
    });

    test("is verified by a list, before its student's word or after it, and no undo takes that back", async () => {
      const parts = await open();
      const evidence = { source: "list", by: "the publisher", at: LATER } as const;
      expect(await parts.verify(identity(), evidence)).toBe(false);
      for (const student of ["k1", "k2"]) await parts.claim(identity({ student }), "open", mail);
      await parts.complete(OCCURRENCE, "k2", { ...answer, at: AT });
      for (const student of ["k1", "k2"]) {
        expect(await parts.verify(identity({ student }), evidence)).toBe(true);
        expect(await parts.verify(identity({ student }), evidence)).toBe(false);
        expect(await parts.reopen(OCCURRENCE, student, LATER)).toBe(false);
        expect(await parts.claim(identity({ student }), "remind-1", mail)).toEqual({ kind: "completed" });
      }
      const [one, other] = await parts.ofOccurrence(OCCURRENCE);
      expect(one).toMatchObject({ task: { state: "verified", evidence: { verified: evidence } }, revision: 1 });
      expect(other?.task?.evidence).toEqual({ attested: attestedTask(AT, "k2").evidence.attested, verified: evidence });
      expect(other?.revision).toBe(2);
      expect(await parts.complete(OCCURRENCE, "k1", answer)).toEqual(one);
    });

    test("is verified by an official, who takes that back alone, so that the student's word stands again", async () => {
      const parts = await open();
      const seen = { source: "office", by: "an advisor", at: LATER } as const;
      expect(await parts.unverify(identity(), seen)).toBe(false);
      await parts.claim(identity(), "open", mail);
      await parts.complete(OCCURRENCE, "k1", { ...answer, at: AT });
      expect(await parts.verify(identity(), seen)).toBe(true);
      expect(await parts.unverify(identity(), { ...seen, by: "another" })).toBe(false);
      expect(await parts.unverify(identity(), seen)).toBe(true);
      expect(await parts.unverify(identity(), seen)).toBe(false);
      expect((await parts.get(OCCURRENCE, "k1"))?.task).toEqual(attestedTask(AT, "k1"));
    });

    test("is booked as a mark that keeps its mails coming, and that can be moved and taken back", async () => {
      const parts = await open();
      const booked = { by: "an advisor", at: AT, on: "2027-04-20" };
      expect(await parts.unbook(identity())).toBe(false);
      expect(await parts.book(identity(), booked)).toBe(true);
      expect(await parts.book(identity(), { by: "an advisor", at: LATER })).toBe(true);
      expect(await parts.get(OCCURRENCE, "k1")).toMatchObject({
        task: dueTask(AT),
        booked: { at: LATER },
        revision: 0,
      });
      expect(await parts.claim(identity(), "open", mail)).toMatchObject({ kind: "claimed" });
      expect(await parts.unbook(identity())).toBe(true);
      expect((await parts.get(OCCURRENCE, "k1"))?.booked).toBeUndefined();
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.book(identity(), booked)).toBe(false);
    });

    test("begins before any mail where the office says so, once, and then can be settled", async () => {
      const parts = await open();
      expect(await parts.verify(identity(), { source: "office", by: "the registrar", at: AT })).toBe(false);
      await parts.begin(identity(), AT);
      await parts.begin(identity(), LATER);
      expect(await parts.get(OCCURRENCE, "k1")).toMatchObject({ task: dueTask(AT), revision: 0, mails: {} });
      expect(await parts.verify(identity(), { source: "office", by: "the registrar", at: LATER })).toBe(true);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "completed" });
    });

    test("is waived with who and why while it is open, and is due again when the office takes that back", async () => {
      const parts = await open();
      const waived = { by: "the registrar", at: AT, reason: "on another rotation" };
      expect(await parts.waive(identity(), waived)).toBe(false);
      await parts.claim(identity(), "open", mail);
      expect(await parts.waive(identity(), waived)).toBe(true);
      expect(await parts.waive(identity(), { ...waived, by: "another" })).toBe(false);
      expect((await parts.get(OCCURRENCE, "k1"))?.task).toMatchObject({
        state: "waived",
        evidence: { waived: { source: "office", ...waived } },
      });
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "completed" });
      expect(await parts.reopen(OCCURRENCE, "k1", LATER)).toBe(false);
      expect(await parts.reopen(OCCURRENCE, "k1", LATER, "office")).toBe(true);
      expect((await parts.get(OCCURRENCE, "k1"))?.task).toEqual(dueTask(LATER));
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.waive(identity(), waived)).toBe(false);
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "completed" });
    });

    test("of twenty completions at once one counts, and all are answered it", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      const instants = Array.from({ length: 20 }, (_, nth) => `2027-04-02T10:00:${10 + nth}.000Z`);
      const completed = await Promise.all(instants.map((at) => parts.complete(OCCURRENCE, "k1", { ...answer, at })));
      const stands = await parts.get(OCCURRENCE, "k1");
      expect(stands).toMatchObject({ task: { state: "attested" }, revision: 1 });
      expect(completed).toEqual(instants.map(() => stands));
    });

    test("a link's first opening is remembered, and one of no part makes none", async () => {
      const parts = await open();
      await parts.markOpened(OCCURRENCE, "k1", AT);
      expect(await parts.get(OCCURRENCE, "k1")).toBeUndefined();
      await parts.claim(identity(), "open", mail);
      await parts.markOpened(OCCURRENCE, "k1", AT);
      await parts.markOpened(OCCURRENCE, "k1", LATER);
      expect(await parts.get(OCCURRENCE, "k1")).toMatchObject({ openedAt: AT, task: dueTask(AT), revision: 0 });
    });
  });
};

const stopContract = (open: () => Promise<Parts>): void => {
  describe("a stop", () => {
    test("comes before the part is there, and holds its mails back within the claim", async () => {
      const parts = await open();
      await parts.stop(identity(), { reason: "paused", at: AT });
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "stopped", reason: "paused" });
      const { asks: _, ...named } = identity();
      const stopped = { ...named, task: dueTask(AT), revision: 0, mails: {}, stops: { paused: AT } };
      expect(await parts.get(OCCURRENCE, "k1")).toEqual(stopped);
    });

    test("stops a mail that is to be tried again", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.settle(identity(), "open", outcome("retry"));
      await parts.stop(identity(), { reason: "paused", at: AT });
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "stopped", reason: "paused" });
    });

    test("stands until its own reason is taken back, and keeps its first instant", async () => {
      const parts = await open();
      await parts.stop(identity(), { reason: "suppressed", at: AT });
      await parts.stop(identity(), { reason: "suppressed", at: LATER });
      await parts.stop(identity(), { reason: "paused", at: LATER });
      expect((await parts.get(OCCURRENCE, "k1"))?.stops).toEqual({ suppressed: AT, paused: LATER });
      await parts.resume(identity(), "suppressed");
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "stopped", reason: "paused" });
      await parts.resume(identity(), "paused");
      await parts.resume(identity(), "paused");
      expect(await parts.get(OCCURRENCE, "k1")).not.toHaveProperty("stops");
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "claimed", attempt: 1 });
    });

    test("says less than what was done before: a mail that was sent, a task that is complete", async () => {
      const parts = await open();
      await parts.claim(identity(), "open", mail);
      await parts.stop(identity(), { reason: "suppressed", at: AT });
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
      await parts.complete(OCCURRENCE, "k1", answer);
      expect(await parts.claim(identity(), "remind-1", mail)).toEqual({ kind: "completed" });
    });

    test("taken back where there is no part makes none", async () => {
      const parts = await open();
      await parts.resume(identity(), "paused");
      expect(await parts.get(OCCURRENCE, "k1")).toBeUndefined();
    });
  });
};

/** Parts whose mail `open` stands in that state, at attempt 1. */
const standingAt = async (open: () => Promise<Parts>, state: MailState["state"]): Promise<Parts> => {
  const parts = await open();
  await parts.claim(identity(), "open", mail);
  if (state === "left") await parts.settle(identity(), "open", outcome("ambiguous"));
  if (state === "left") await parts.decide(identity(), "open", outcome("left"));
  else if (NEWS.some((news) => news === state)) await parts.learn(identity(), "open", outcome(state));
  else if (state !== "claimed") await parts.settle(identity(), "open", outcome(state));
  return parts;
};

const learnContract = (open: () => Promise<Parts>): void => {
  describe("learn", () => {
    const cases = MAIL_STATES.filter((state) => state !== "missed").flatMap((from) => NEWS.map((to) => ({ from, to })));

    test.each(cases)("what is $from takes the news $to as the table of transitions says", async ({ from, to }) => {
      const parts = await standingAt(open, from);
      const isMove = sourcesOf(to, LEARNING).includes(from);
      const learnt = await parts.learn(identity(), "open", outcome(to, { messageId: "m-9" }));
      expect(learnt).toBe(isMove ? "moved" : from === to ? "known" : "behind");
      const stands = (await parts.get(OCCURRENCE, "k1"))?.mails.open;
      expect(stands?.state).toBe(isMove ? to : from);
      expect(stands?.messageId).toBe(isMove ? "m-9" : undefined);
    });

    test("news of an earlier attempt, or of none that was made, changes nothing", async () => {
      const parts = await standingAt(open, "retry");
      await parts.claim(identity(), "open", mail);
      expect(await parts.learn(identity(), "open", outcome("delivered"))).toBe("older");
      expect(await parts.learn(identity(), "open", outcome("delivered", { attempt: 3 }))).toBe("unknown");
      expect(await parts.learn(identity(), "remind-1", outcome("delivered"))).toBe("unknown");
      expect((await parts.get(OCCURRENCE, "k1"))?.mails).toMatchObject({ open: { state: "claimed", attempt: 2 } });
    });

    test("news of a mail of nobody makes no part", async () => {
      const parts = await open();
      expect(await parts.learn(identity(), "open", outcome("sent"))).toBe("unknown");
      expect(await parts.get(OCCURRENCE, "k1")).toBeUndefined();
    });

    test("an answer that comes after the lease ended still counts, and one after the evidence does not", async () => {
      const late = await standingAt(open, "ambiguous");
      await late.settle(identity(), "open", outcome("sent", { messageId: "m-1" }));
      expect((await late.get(OCCURRENCE, "k1"))?.mails.open).toMatchObject({ state: "sent", messageId: "m-1" });
      const proven = await standingAt(open, "delivered");
      await proven.settle(identity(), "open", outcome("ambiguous"));
      expect((await proven.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe("delivered");
    });

    test.each(["retry", "rejected"] as const)(
      "a sender that was given up may still say that SES did not take it: %s",
      async (state) => {
        const parts = await standingAt(open, "ambiguous");
        await parts.settle(identity(), "open", outcome(state));
        expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe(state);
        const left = await standingAt(open, "left");
        await left.settle(identity(), "open", outcome(state));
        expect((await left.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe("left");
      },
    );
  });
};

const decideContract = (open: () => Promise<Parts>): void => {
  describe("fold", () => {
    const gone = identity({ student: "zzzzzz-gone" });

    test("what either had is theirs, no wave of either is free again, and old names find it", async () => {
      const parts = await open();
      await parts.claim(gone, "open", mail);
      await parts.settle(gone, "open", outcome("sent"));
      await parts.claim(identity(), "remind-1", mail);
      await parts.complete(OCCURRENCE, gone.student, { id: "survey", at: LATER });
      for (const _ of ["once", "twice"]) expect(await parts.fold(gone, identity())).toBe(true);
      const folded = await parts.get(OCCURRENCE, "k1");
      expect(folded).toMatchObject({
        student: "k1",
        mails: { open: { state: "sent" }, "remind-1": { state: "claimed" } },
        task: { state: "attested", evidence: { attested: { answer: "survey" } } },
      });
      expect(await parts.get(OCCURRENCE, gone.student)).toEqual(folded);
      expect(await parts.asOfNow(OCCURRENCE)).toEqual([folded]);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("goes on as one who had nothing yet, and what was answered in part by either is kept", async () => {
      const parts = await open();
      await parts.begin(gone, AT);
      await parts.progress(OCCURRENCE, gone.student, { id: "one", at: AT });
      expect(await parts.fold(gone, identity())).toBe(true);
      await parts.progress(OCCURRENCE, "k1", { id: "two", at: LATER });
      await parts.fold(gone, identity());
      expect((await parts.get(OCCURRENCE, "k1"))?.task?.answers).toEqual({ one: AT, two: LATER });
    });

    test("makes nothing of a part that is not there", async () => {
      const parts = await open();
      expect(await parts.fold(gone, identity())).toBe(false);
      expect(await parts.asOfNow(OCCURRENCE)).toEqual([]);
    });
  });

  describe("decide", () => {
    test("an ambiguous mail is sent again by nobody but an administrator", async () => {
      const parts = await standingAt(open, "ambiguous");
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
      expect(await parts.decide(identity(), "open", outcome("retry", { attempt: 2 }))).toBe(false);
      expect(await parts.decide(identity(), "open", outcome("retry"))).toBe(true);
      expect(await parts.decide(identity(), "open", outcome("retry"))).toBe(false);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "claimed", attempt: 2 });
    });

    test("evidence that comes before the mail is sent again keeps it from being sent again", async () => {
      const parts = await standingAt(open, "ambiguous");
      await parts.decide(identity(), "open", outcome("retry"));
      expect(await parts.learn(identity(), "open", outcome("sent"))).toBe("moved");
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test("a mail that was left stays left", async () => {
      const parts = await standingAt(open, "left");
      expect(await parts.decide(identity(), "open", outcome("retry"))).toBe(false);
      expect(await parts.claim(identity(), "open", mail)).toEqual({ kind: "done" });
    });

    test.each(["claimed", "sent", "rejected", "retry"] as const)(
      "there is nothing to decide of what is %s",
      async (state) => {
        const parts = await standingAt(open, state);
        expect(await parts.decide(identity(), "open", outcome("left"))).toBe(false);
        expect((await parts.get(OCCURRENCE, "k1"))?.mails.open?.state).toBe(state);
      },
    );
  });
};
