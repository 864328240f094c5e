import { describe, expect, test } from "vitest";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { PartPlan, PlannedMail } from "#domain/mail/plan.ts";
import { carriersOf, welcomed } from "#domain/mail/welcome.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { program } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

/** The day on which they came: what opened until then is news. */
const late = "2027-04-10";
const survey = findOccurrence(program, "retake-cim-survey@2027");
if (survey === undefined) throw new Error("The program has no such occurrence.");

const mailsOf = (states: Record<string, Pick<MailState, "state" | "reason">>): Part["mails"] =>
  Object.fromEntries(
    Object.entries(states).map(([wave, told]) => [wave, { plannedAt: "", attempt: 1, at: "", ...told }]),
  );
const partWith = (states: Parameters<typeof mailsOf>[0], change: Partial<Part> = {}): Part => ({
  ...{ occurrence: "x", milestone: "x", student: "k", cohort: "c", task: dueTask(), revision: 0 },
  mails: mailsOf(states),
  ...change,
});

const mailOf = (occurrence: string, wave: string): PlannedMail => ({
  ...{ schoolId: "S1", student: "k", cohort: "c", milestone: occurrence, plannedAt: "", asks: undefined },
  ...{ occurrence, wave },
});

/** What a morning would send of one occurrence that opens on a day. */
const plan = (
  id: string,
  opens: string,
  {
    mail = "calendar",
    send = "open",
    useful = [send],
    part,
    over = [],
  }: {
    mail?: "essential" | "calendar";
    send?: string | null;
    useful?: (string | null)[];
    part?: Part;
    over?: PartPlan["over"];
  } = {},
): PartPlan => ({
  occurrence: { ...survey, id, opens, milestone: { ...survey.milestone, id, mail } },
  part,
  send: send === null ? undefined : mailOf(id, send),
  useful: useful.flatMap((wave) => (wave === null ? [] : [mailOf(id, wave)])),
  over,
});
const told = (plans: PartPlan[], of: Parameters<typeof welcomed>[0] = late) => {
  const { send, miss } = welcomed(of, plans);
  return {
    send: send.map(({ occurrence, wave, carries }) => [occurrence, wave, ...(carries ? [carries] : [])]),
    miss: miss.map(({ occurrence, wave, reason }) => [occurrence, wave, reason]),
  };
};

describe("who came late", () => {
  test("gets one mail of all that is news, the first essential opening, and the others are missed", () => {
    const plans = [
      plan("a", "2027-04-01"),
      plan("b", "2027-04-05", { mail: "essential" }),
      plan("c", "2027-04-03", { mail: "essential" }),
    ];
    expect(told(plans)).toEqual({
      send: [["c", "open", ["a", "b"]]],
      miss: [
        ["a", "open", "carried by c"],
        ["b", "open", "carried by c"],
      ],
    });
  });

  test("gets an opening before a reminder, and of two alike the one that opened first", () => {
    const reminder = plan("a", "2027-04-01", { mail: "essential", send: "remind-1" });
    expect(told([reminder, plan("b", "2027-04-05"), plan("c", "2027-04-03")]).send).toEqual([
      ["c", "open", ["a", "b"]],
    ]);
    expect(told([plan("c", "2027-04-03"), plan("b", "2027-04-05")]).send).toEqual([["c", "open", ["b"]]]);
    expect(told([reminder, plan("c", "2027-04-03", { send: "remind-1" })]).send).toEqual([["a", "remind-1", ["c"]]]);
  });

  test("hears of what opened on the day they came, and what opens later goes its own way", () => {
    const plans = [plan("a", "2027-04-09"), plan("b", "2027-04-10"), plan("c", "2027-04-11")];
    expect(told(plans).send).toEqual([
      ["a", "open", ["b"]],
      ["c", "open"],
    ]);
  });

  test("is not told anew of what they had, or were told of in another's mail", () => {
    const had = plan("b", "2027-04-05", { send: "remind-1", part: partWith({ open: { state: "sent" } }) });
    const ofAnother = partWith({ open: { state: "missed", reason: "carried by a" } });
    const heard = plan("c", "2027-04-06", { send: "remind-1", part: ofAnother });
    expect(told([plan("a", "2027-04-01"), had, heard]).send).toEqual([
      ["a", "open", ["c"]],
      ["b", "remind-1"],
      ["c", "remind-1"],
    ]);
  });

  test.each([["retry"], ["missed"]] as const)("is told of what only stands at %s", (state) => {
    const plans = [plan("a", "2027-04-01"), plan("b", "2027-04-05", { part: partWith({ open: { state } }) })];
    expect(told(plans).send).toEqual([["a", "open", ["b"]]]);
  });

  test("hears again of what a mail carried that did not go out, but for what is done since", () => {
    const carried = (change?: Partial<Part>) => partWith({ open: { state: "missed", reason: "carried by a" } }, change);
    const again = plan("a", "2027-04-01", { part: partWith({ open: { state: "retry" } }) });
    const due = plan("b", "2027-04-05", { send: null, part: carried() });
    const done = plan("c", "2027-04-06", { send: null, part: carried({ task: attestedTask("", "k") }) });
    const other = plan("d", "2027-04-07", {
      send: null,
      part: partWith({ open: { state: "missed", reason: "carried by z" } }),
    });
    expect(told([again, due, done, other]).send).toEqual([["a", "open", ["b"]]]);
  });
});

test("who did not come late gets each mail by itself", () => {
  const plans = [plan("a", "2027-04-01"), plan("b", "2027-04-05")];
  expect(told(plans, "2025-08-01").send).toEqual([
    ["a", "open"],
    ["b", "open"],
  ]);
});

test("of several mails of use the others are missed for the one that goes out", () => {
  const over = [{ ...mailOf("a", "remind-1"), reason: "too late" }];
  const plans = [plan("a", "2027-05-01", { send: "remind-3", useful: ["remind-2", "remind-3"], over })];
  expect(told(plans)).toEqual({
    send: [["a", "remind-3"]],
    miss: [
      ["a", "remind-1", "too late"],
      ["a", "remind-2", "remind-3 went out instead"],
    ],
  });
});

test("nothing goes out where nothing is due", () => {
  expect(told([plan("a", "2027-04-01", { send: null })])).toEqual({ send: [], miss: [] });
});

test("the carriers of a part are told once each, and none by what was missed for another reason", () => {
  const states = {
    open: { state: "missed", reason: "carried by a" },
    "remind-1": { state: "missed", reason: "carried by a" },
    "remind-2": { state: "missed", reason: "too late" },
    "remind-3": { state: "missed" },
    "last-call": { state: "retry", reason: "carried by b" },
  } as const;
  expect(carriersOf(partWith(states))).toEqual(["a"]);
});
