import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folding, goingOver } from "#domain/parts/folding.ts";
import { MAIL_STATES, type MailStateName } from "#domain/parts/mail-states.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { attestedTask, dueTask } from "./tasks.fixture.ts";

const SURVEY = { occurrence: "survey@2027", milestone: "survey" };
const ada = { ...SURVEY, student: "ada", cohort: "pathways-2029", asks: "answer" } as const;

const partOf = (student: string, change: Partial<Part> = {}): Part => ({
  ...SURVEY,
  student,
  cohort: "pathways-2029",
  revision: 1,
  mails: {},
  ...change,
});

const mailIn = (state: MailStateName, messageId?: string): MailState => ({
  state,
  plannedAt: "2027-04-01T13:00:00.000Z",
  attempt: 1,
  at: "2027-04-01T13:00:05.000Z",
  ...(messageId && { messageId }),
});

/** What is left of one person's part once the other's is folded into it. */
const folded = (into: Partial<Part>, from: Partial<Part>) => folding(ada, partOf("eve", from))(partOf("ada", into));

/** From what surely went to nobody to what surely arrived. */
const SURER: readonly MailStateName[] = [
  ...(["retry", "missed", "rejected", "left", "claimed"] as const),
  ...(["ambiguous", "bounced", "sent", "complained", "delivered"] as const),
];

describe("the part of somebody who turned out to be the same person", () => {
  test("becomes theirs where they had none, and is nobody's any more", () => {
    const from = partOf("eve", { movedTo: "zoe", openedAt: "2027-04-02T09:00:00.000Z", revision: 3 });
    expect(folding(ada, from)(undefined)).toEqual({
      said: true,
      part: { ...SURVEY, student: "ada", cohort: "pathways-2029", revision: 3, mails: {}, openedAt: from.openedAt },
    });
  });

  test("leaves of two mails of one wave the one that is surer to have gone out", () => {
    expect(SURER.toSorted()).toEqual([...MAIL_STATES].toSorted());
    for (const [nth, more] of SURER.entries())
      for (const less of SURER.slice(0, nth)) {
        const mails = [{ open: mailIn(less, "less") }, { open: mailIn(more, "more") }] as const;
        const [one, other] = [
          folded({ mails: mails[0] }, { mails: mails[1] }),
          folded({ mails: mails[1] }, { mails: mails[0] }),
        ];
        expect(one, `${more} into ${less}`).toEqual({ said: true, part: partOf("ada", { mails: mails[1] }) });
        expect(other, `${less} into ${more}`).toEqual({ said: false });
      }
  });

  test("leaves of two mails as sure as each other their own", () => {
    expect(folded({ mails: { open: mailIn("sent", "own") } }, { mails: { open: mailIn("sent", "theirs") } })).toEqual({
      said: false,
    });
  });

  test("brings the waves that only one of them had", () => {
    const [open, remind] = [mailIn("delivered"), mailIn("claimed")];
    expect(folded({ mails: { open } }, { mails: { "remind-1": remind } }).part?.mails).toEqual({
      open,
      "remind-1": remind,
    });
  });

  test("brings its task where they had none, as a change that listeners hear of", () => {
    const task = attestedTask();
    expect(folded({}, { task }).part).toEqual(partOf("ada", { task, revision: 2 }));
    expect(folded({ task }, {})).toEqual({ said: false });
  });

  test("makes done what either did, with the evidence of both and their own first", () => {
    const [own, theirs] = [
      attestedTask("2027-04-05T13:00:00.000Z", "ada"),
      attestedTask("2027-04-02T13:00:00.000Z", "eve"),
    ];
    expect(folded({ task: dueTask() }, { task: theirs }).part).toEqual(partOf("ada", { task: theirs, revision: 2 }));
    expect(folded({ task: own }, { task: dueTask() })).toEqual({ said: false });
    expect(folded({ task: own }, { task: theirs })).toEqual({ said: false });
    const listed = { source: "list", by: "AAMC", at: "2027-04-06T13:00:00.000Z" } as const;
    const verified = { ...theirs, state: "verified", evidence: { verified: listed } } as const;
    expect(folded({ task: own }, { task: verified }).part?.task).toEqual({
      ...own,
      evidence: { ...own.evidence, verified: listed },
    });
  });

  test("adds what it answered in part, and of one answer keeps when they gave it themselves", () => {
    const [own, theirs] = ["2027-04-03T13:00:00.000Z", "2027-04-04T13:00:00.000Z"];
    const task = { ...dueTask(), answers: { survey: own } };
    const other = { ...dueTask(), answers: { survey: theirs, assessment: theirs } };
    expect(folded({ task }, { task: other }).part).toEqual(
      partOf("ada", { task: { ...task, answers: { survey: own, assessment: theirs } }, revision: 2 }),
    );
    expect(folded({ task: dueTask() }, { task: other }).part?.task?.answers).toEqual(other.answers);
    expect(folded({ task: dueTask() }, { task: dueTask() })).toEqual({ said: false });
  });

  test("was opened when either was first, and is held back for whatever either was", () => {
    const [early, late] = ["2027-04-02T09:00:00.000Z", "2027-04-03T09:00:00.000Z"];
    expect(folded({ openedAt: late }, { openedAt: early }).part?.openedAt).toBe(early);
    expect(folded({ openedAt: early }, { openedAt: late })).toEqual({ said: false });
    expect(folded({}, { openedAt: late }).part).toEqual(partOf("ada", { openedAt: late }));
    expect(folded({ stops: { paused: early } }, { stops: { paused: late, suppressed: late } }).part?.stops).toEqual({
      paused: early,
      suppressed: late,
    });
    expect(folded({}, { stops: {} })).toEqual({ said: false });
  });

  test("changes nothing more when it is folded again", () => {
    const anyMail = fc.constantFrom(...MAIL_STATES).map((state) => mailIn(state));
    const anyPart = fc.record({
      mails: fc.dictionary(fc.constantFrom("open", "remind-1", "last-call"), anyMail),
      task: fc.option(
        fc.constantFrom(dueTask(), attestedTask(), { ...dueTask(), answers: { a: "2027-04-03T13:00:00.000Z" } }),
        {
          nil: undefined,
        },
      ),
      openedAt: fc.option(fc.constantFrom("2027-04-02T09:00:00.000Z", "2027-04-03T09:00:00.000Z"), { nil: undefined }),
    });
    fc.assert(
      fc.property(anyPart, anyPart, (into, from) => {
        const once = folded(into, from);
        const part = once.part ?? partOf("ada", into);
        expect(folding(ada, partOf("eve", from))(part)).toEqual({ said: false });
        for (const wave of Object.keys({ ...into.mails, ...from.mails })) expect(part.mails[wave]).toBeDefined();
      }),
    );
  });
});

describe("a part that went over into another person's", () => {
  test("says to whom, once, and there is none to mark where there was none", () => {
    expect(goingOver("ada")(partOf("eve"))).toEqual({ said: true, part: partOf("eve", { movedTo: "ada" }) });
    expect(goingOver("ada")(partOf("eve", { movedTo: "ada" }))).toEqual({ said: false });
    expect(goingOver("ada")(undefined)).toEqual({ said: false });
  });
});
