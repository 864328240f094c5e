import { describe, expect, test } from "vitest";
import { knownParts } from "#domain/mail/done-before.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { beginning, claiming, type MailToClaim, settling } from "#domain/parts/part-changes.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { owedSeats, partInSession, planSeats, planSession } from "#domain/sessions/session-mails.ts";
import { asOf, dayRevision, invitedFrom } from "#domain/sessions/session-waves.ts";
import { type GuestAnswers, NO_ANSWERS } from "#domain/sessions/wave-guests.ts";
import { program, student } from "../calendar/program.fixture.ts";
import { session } from "./session.fixture.ts";

const [SUMMER, EARLY] = ["2026-07-01T16:00:00.000Z", "2027-01-10T16:00:00.000Z"];

const known = (...changes: [string, Partial<Session>][]): KnownSession => {
  const start = takeIn([], [{ session: session(changes[0]?.[1]), kept: [] }], changes[0]?.[0] ?? SUMMER);
  const [last] = changes.slice(1).reduce((those, [at, change]) => {
    const { sequence: _, revisedAt: __, givenAt: ___, history: ____, ...before } = those[0] ?? known();
    return takeIn(those, [{ session: { ...before, ...change }, kept: [] }], at);
  }, start);
  if (last === undefined) throw new Error("no session");
  return last;
};

const ada = {
  ...student({ anchors: { matriculation: 2024, graduation: 2028 } }),
  person: "ada",
  program: program.id,
};
const pending = (state: MailState["state"], at: string, tells = 0): MailState => ({
  state,
  plannedAt: at,
  attempt: 1,
  at,
  tells,
});
const partWith = (of: KnownSession, mails: Part["mails"]): Part => {
  const { part } = beginning(partInSession(of, ada), SUMMER)(undefined);
  if (part === undefined) throw new Error("no part");
  return { ...part, mails };
};

const waveAt = (
  now: string,
  of: KnownSession,
  mails: Part["mails"] = {},
  answers: GuestAnswers = NO_ANSWERS,
): string | undefined => {
  const parts = Object.keys(mails).length === 0 ? [] : [partWith(of, mails)];
  const [planned] = planSession({
    ...{ program, session: of, among: [of], students: [ada], answers, now },
    known: knownParts(parts),
  });
  return planned?.wave;
};

const going: GuestAnswers = { ...NO_ANSWERS, isGoing: () => true, hasSeat: () => true };
const refused: GuestAnswers = { ...NO_ANSWERS, hasDeclined: () => true };
const told = { open: pending("delivered", "2027-01-06T14:00:00.000Z") };
const MOVED: Partial<Session> = { startsAt: "2027-02-03T22:30:00.000Z", endsAt: "2027-02-04T00:00:00.000Z" };

describe("what a guest gets of a session on January 20, 17:30", () => {
  const meeting = known([SUMMER, {}]);

  test.each([
    ["nothing more than 14 days before", "2027-01-05T20:00:00.000Z", {}, undefined],
    ["an invitation from then on", "2027-01-06T14:00:00.000Z", {}, "open"],
    ["it once", "2027-01-08T14:00:00.000Z", told, undefined],
    [
      "it again where SES surely did not take it",
      "2027-01-08T14:00:00.000Z",
      { open: pending("retry", EARLY) },
      "open",
    ],
    ["nothing on the eve before the hour of mails", "2027-01-19T11:00:00.000Z", told, undefined],
    ["a word on the eve", "2027-01-19T14:00:00.000Z", told, "day-before"],
    [
      "no second mail on the day of another",
      "2027-01-19T15:00:00.000Z",
      { open: pending("sent", "2027-01-19T14:00:00.000Z") },
      undefined,
    ],
    ["nothing once it began", "2027-01-20T22:30:00.000Z", {}, undefined],
  ] as const)("%s", (_, now, mails, wave) => {
    expect(waveAt(now, meeting, mails)).toBe(wave);
  });

  test.each([
    ["in the night, where it begins before the mails of the morning", "2027-01-20T12:30:00.000Z", "open"],
    ["in the night, where those would leave less than two hours", "2027-01-20T15:59:00.000Z", "open"],
    ["in the morning, where it begins later", "2027-01-20T16:00:00.000Z", undefined],
  ])("of one that came in the night before, an invitation %s", (_, startsAt, wave) => {
    const soon = known([SUMMER, { startsAt, endsAt: "2027-01-20T18:00:00.000Z" }]);
    expect(waveAt("2027-01-20T03:15:00.000Z", soon)).toBe(wave);
    expect(waveAt("2027-01-20T14:00:00.000Z", soon)).toBe(startsAt > "2027-01-20T14" ? "open" : undefined);
    expect(waveAt("2027-01-19T03:15:00.000Z", soon)).toBeUndefined();
  });

  test("of one before the hour of mails on the day of its invitation, an invitation on the day before", () => {
    const milestones = program.milestones.map((one) =>
      one.id === "road-to-residency-1" ? { ...one, when: { type: "session" as const, daysBefore: 0 } } : one,
    );
    const early = { startsAt: "2027-01-20T13:00:00.000Z", endsAt: "2027-01-20T18:00:00.000Z" };
    const from = (change: Partial<Session>) => invitedFrom({ ...program, milestones }, session(change));
    expect([early, {}].map(from)).toEqual(["2027-01-19T14:00:00.000Z", "2027-01-20T14:00:00.000Z"]);
  });

  test("on leave, nothing", () => {
    const away = { ...ada, status: "leave" as const };
    const now = "2027-01-11T16:00:00.000Z";
    const plan = { program, session: meeting, among: [meeting], answers: NO_ANSWERS, known: knownParts([]), now };
    expect(planSession({ ...plan, students: [away] })).toEqual([]);
    expect(planSession({ ...plan, students: [ada] })).toHaveLength(1);
  });

  test("of another class by now, the word on the eve where they have a seat, and nothing otherwise", () => {
    const other = { ...ada, anchors: { matriculation: 2025, graduation: 2029 } };
    const dinner = known([SUMMER, { rsvp: "required" }]);
    const plan = { program, session: dinner, among: [dinner], known: knownParts([]), now: "2027-01-19T14:00:00.000Z" };
    const of = (answers: GuestAnswers) => planSession({ ...plan, students: [other], answers }).map(({ wave }) => wave);
    expect([of(going), of(NO_ANSWERS)]).toEqual([["day-before"], []]);
  });

  test("where an answer is asked, the word on the eve is for those who go", () => {
    const dinner = known([SUMMER, { rsvp: "required" }]);
    const eve = "2027-01-19T14:00:00.000Z";
    expect([going, refused, NO_ANSWERS].map((answers) => waveAt(eve, dinner, told, answers))).toEqual([
      "day-before",
      undefined,
      undefined,
    ]);
  });
});

describe("a change", () => {
  const moved = known([SUMMER, {}], [EARLY, MOVED]);

  test("is told at any hour to those who were told otherwise, and to nobody else", () => {
    const night = "2027-01-11T07:00:00.000Z";
    expect(waveAt(night, moved, told)).toBe("moved-1");
    expect(waveAt(night, moved)).toBeUndefined();
    expect(waveAt(night, moved, { ...told, "moved-1": pending("sent", night, 1) })).toBeUndefined();
    expect(waveAt("2027-01-21T14:00:00.000Z", moved)).toBe("open");
  });

  test("that is taken back before it was told needs no word", () => {
    const back = known(
      [SUMMER, {}],
      [EARLY, MOVED],
      [EARLY, { startsAt: session().startsAt, endsAt: session().endsAt }],
    );
    expect(back.sequence).toBe(2);
    expect(waveAt("2027-01-12T16:00:00.000Z", back, told)).toBeUndefined();
    const toldOfIt = { ...told, "moved-1": pending("sent", EARLY, 1) };
    expect(waveAt("2027-01-12T16:00:00.000Z", back, toldOfIt)).toBe("moved-2");
  });

  test("that begins to ask for an answer is told to those who knew of none, and that it asks no more to nobody", () => {
    const asks = known([SUMMER, {}], [EARLY, { rsvp: "yes-no" }]);
    expect(waveAt(EARLY, asks, told)).toBe("moved-1");
    expect(waveAt(EARLY, asks, { open: pending("sent", EARLY, 1) })).toBeUndefined();
    const other = [{ rsvp: "required" }, { rsvp: "none" }] as const;
    expect(other.map((change) => waveAt(EARLY, known([SUMMER, { rsvp: "yes-no" }], [EARLY, change]), told))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("of what is cancelled is told once: where it would have been is no news", () => {
    const off = known([SUMMER, {}], [EARLY, { status: "cancelled" }], [EARLY, { place: "TMEC 448" }]);
    expect(waveAt(EARLY, off, told)).toBe("cancelled");
    expect(waveAt(EARLY, off, { ...told, cancelled: pending("sent", EARLY, 1) })).toBeUndefined();
  });

  test("of title, speakers or note goes into the calendar alone", () => {
    expect(waveAt(EARLY, known([SUMMER, {}], [EARLY, { speakers: "Dr. Lee" }]), told)).toBeUndefined();
  });

  test("is never told once it has begun", () => {
    expect(waveAt("2027-02-03T23:00:00.000Z", moved, told)).toBeUndefined();
  });

  test("whose word was not taken is told by the word on the eve", () => {
    const refusedWord = { ...told, "moved-1": pending("rejected", EARLY, 1) };
    expect(waveAt("2027-01-12T16:00:00.000Z", moved, refusedWord)).toBeUndefined();
    expect(waveAt("2027-02-02T14:00:00.000Z", moved, refusedWord)).toBe("day-before-1");
    const { tells: _, ...missed } = pending("missed", EARLY);
    expect(waveAt("2027-02-02T14:00:00.000Z", moved, { open: missed })).toBe("day-before-1");
  });

  test("of the day brings another word on the eve", () => {
    expect(
      waveAt("2027-01-19T14:00:00.000Z", moved, { ...told, "moved-1": pending("sent", EARLY, 1) }),
    ).toBeUndefined();
    const eve = {
      ...told,
      "day-before": pending("sent", "2027-01-19T14:00:00.000Z"),
      "moved-1": pending("sent", EARLY, 1),
    };
    expect(waveAt("2027-02-02T14:00:00.000Z", moved, eve)).toBe("day-before-1");
  });

  test("to cancelled is told once; taken back, it is told too", () => {
    const off = known([SUMMER, {}], [EARLY, { status: "cancelled" }]);
    expect(waveAt(EARLY, off, told)).toBe("cancelled");
    expect(waveAt(EARLY, off)).toBeUndefined();
    expect(waveAt(EARLY, off, told, refused)).toBeUndefined();
    const on = known([SUMMER, {}], [EARLY, { status: "cancelled" }], [EARLY, { status: "planned" }]);
    const offTold = { ...told, cancelled: pending("sent", EARLY, 1) };
    expect(waveAt(EARLY, on, offTold)).toBe("moved-2");
    expect(
      waveAt(
        EARLY,
        known(
          [SUMMER, {}],
          [EARLY, { status: "cancelled" }],
          [EARLY, { status: "planned" }],
          [EARLY, { status: "cancelled" }],
        ),
        { ...offTold, "moved-2": pending("sent", EARLY, 2) },
      ),
    ).toBe("moved-3");
  });
});

describe("thanks", () => {
  const held = known([SUMMER, { rsvp: "yes-no" }]);
  const recorded = known([SUMMER, { rsvp: "yes-no", recording: "https://school.example/rec" }]);
  const [NEXT_DAY, THIRD_DAY] = ["2027-01-21T14:00:00.000Z", "2027-01-25T14:00:00.000Z"];

  test("go out with the recording, or on the third day without", () => {
    expect(waveAt(NEXT_DAY, recorded, told, going)).toBe("thanks");
    expect(waveAt(NEXT_DAY, held, told, going)).toBeUndefined();
    expect(waveAt(THIRD_DAY, held, told, going)).toBe("thanks");
    expect(waveAt("2027-02-10T14:00:00.000Z", held, told, going)).toBeUndefined();
  });

  test("are for those who came, or without a list for those who said yes", () => {
    const others: GuestAnswers = { ...going, came: new Set(["grace"]) };
    expect(waveAt(NEXT_DAY, recorded, told, others)).toBeUndefined();
    expect(waveAt(NEXT_DAY, recorded, told, { ...NO_ANSWERS, came: new Set(["ada"]) })).toBe("thanks");
    expect(waveAt(NEXT_DAY, recorded, told, NO_ANSWERS)).toBeUndefined();
  });
});

describe("seats that became free", () => {
  const dinner = known([SUMMER, { rsvp: "required", capacity: 2 }]);
  const plan = {
    program,
    session: dinner,
    among: [dinner],
    students: [ada],
    known: knownParts([]),
    answers: going,
    now: EARLY,
  };
  const freed = [
    { person: "ada", place: 3 },
    { person: "ada", place: 4 },
  ];
  const wavesOf = (mails: readonly { wave: string }[]) => mails.map(({ wave }) => wave);

  test("are owed to who has them still: one mail, also to whom has one for a guest too", () => {
    expect(wavesOf(owedSeats(plan, freed))).toEqual(["seat-3"]);
    expect(owedSeats({ ...plan, answers: NO_ANSWERS }, freed)).toEqual([]);
  });

  test("are told of before their session begins, and not while it is cancelled or paused", () => {
    const owed = owedSeats(plan, freed);
    expect(wavesOf(planSeats(plan, owed))).toEqual(["seat-3"]);
    expect(planSeats({ ...plan, now: dinner.startsAt }, owed)).toEqual([]);
    expect(planSeats({ ...plan, session: { ...dinner, status: "cancelled" } }, owed)).toEqual([]);
    expect(planSeats({ ...plan, paused: new Set(["session:rtr1/seat-3"]) }, owed)).toEqual([]);
    expect(planSeats({ ...plan, students: [{ ...ada, status: "leave" }] }, owed)).toEqual([]);
  });

  test("are planned again each time, while their mail is owed by a part, beside what changed", () => {
    const owed = { ...told, "seat-3": { state: "retry", plannedAt: EARLY, attempt: 0, at: EARLY } } as const;
    const moved = known([SUMMER, { rsvp: "required" }], [EARLY, MOVED]);
    const of = (mails: Part["mails"]) =>
      wavesOf(planSession({ ...plan, session: moved, known: knownParts([partWith(moved, mails)]) }));
    expect(of(owed)).toEqual(["moved-1", "seat-3"]);
    expect(of({ ...owed, "seat-3": { ...owed["seat-3"], state: "sent" } })).toEqual(["moved-1"]);
  });
});

test("a session is remembered as it stood at each of its sequences", () => {
  const moved = known([SUMMER, {}], [EARLY, MOVED], [EARLY, { place: "TMEC 227" }]);
  expect(asOf(moved, 0)).toMatchObject({ startsAt: session().startsAt, place: undefined });
  expect(asOf(moved, 1)).toMatchObject({ ...MOVED, place: undefined });
  expect(asOf(moved, 2)).toMatchObject({ ...MOVED, place: "TMEC 227" });
  expect(dayRevision(moved, "America/New_York")).toBe(1);
});

describe("a claim of a session's mail", () => {
  const meeting = known([SUMMER, {}], [EARLY, MOVED]);
  const claimOf = (wave: string, mails: Part["mails"], mail: Partial<MailToClaim>) =>
    claiming(partInSession(meeting, ada), wave, { plannedAt: EARLY, at: EARLY, ...mail })(partWith(meeting, mails));

  test("keeps what it tells, also once it is settled", () => {
    const { part } = claimOf("moved-1", told, { tells: 1, corrects: true });
    expect(part?.mails["moved-1"]).toMatchObject({ state: "claimed", tells: 1 });
    const sent = { state: "sent", plannedAt: EARLY, attempt: 1, at: EARLY, messageId: "m" } as const;
    expect(settling("moved-1", sent)(part).part?.mails["moved-1"]).toEqual({ ...sent, tells: 1 });
  });

  test("waits while another mail of it is on its way", () => {
    const onItsWay = { open: pending("claimed", EARLY) };
    expect(claimOf("moved-1", onItsWay, { tells: 1, corrects: true }).said).toEqual({ kind: "busy" });
  });

  test("is refused where nobody was told what it corrects", () => {
    expect(claimOf("moved-1", { open: pending("retry", EARLY) }, { tells: 1, corrects: true }).said).toEqual({
      kind: "done",
    });
    expect(claimOf("moved-1", { open: pending("sent", EARLY, 1) }, { tells: 1, corrects: true }).said).toEqual({
      kind: "done",
    });
  });
});
