import { describe, expect, test } from "vitest";
import { readGuestLink } from "#adapters/links/guest-token.ts";
import { groupedParts } from "#adapters/parts/grouped-parts.ts";
import { memoryPartGroups } from "#adapters/parts/memory-part-groups.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { mayGoOutNow } from "#domain/sessions/session-mails.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { sendMail } from "../../../../functions/send-mail/send-mail.ts";
import { program } from "../../../domain/calendar/program.fixture.ts";
import { session } from "../../../domain/sessions/session.fixture.ts";
import { keys, messageTo, schoolWith, studentNamed } from "../april.fixture.ts";

const SUBJECT = "session:rtr1";
const [SUMMER, EARLY, EVE] = ["2026-07-01T16:00:00.000Z", "2027-01-06T14:00:00.000Z", "2027-01-19T14:00:05.000Z"];
const CHANGED = "2027-01-12T16:00:00.000Z";
const THEN = "2027-01-12T16:00:30.000Z";
const MOVED: Partial<Session> = { startsAt: "2027-02-03T22:30:00.000Z", endsAt: "2027-02-04T00:00:00.000Z" };

const inClass = (key: string) => studentNamed(key, { anchors: { matriculation: 2024, graduation: 2028 } });
const [ada, ben] = [inClass("ada"), inClass("ben")];

const schoolOf = async (change: Partial<Session> = {}, students = [ada, ben]) => {
  const school = await schoolWith(students);
  const [first] = takeIn([], [{ session: session({ place: "TMEC 227", ...change }), kept: [] }], SUMMER);
  if (first === undefined) throw new Error("no session");
  await school.sessions.save(first, undefined);
  return school;
};
type School = Awaited<ReturnType<typeof schoolOf>>;

const change = async ({ sessions }: Pick<School, "sessions">, to: Partial<Session>, at = CHANGED): Promise<void> => {
  const before = await sessions.get("rtr1");
  if (before === undefined) throw new Error("no session");
  const { sequence: _, revisedAt: __, givenAt: ___, history: ____, ...was } = before;
  const [after] = takeIn([before], [{ session: { ...was, ...to }, kept: [] }], at);
  await sessions.save(after ?? before, before);
};

const mail = (wave: string, plannedAt = EARLY, students = [ada, ben]) =>
  messageTo(students, { subject: "session", occurrence: SUBJECT, wave, plannedAt });

const stateOf = async ({ parts }: School, wave: string, key = "ada") => (await parts.get(SUBJECT, key))?.mails[wave];

const subjects = ({ mailer }: School) => mailer.taken.map(({ to, values }) => [to.split("@")[0], values.text.subject]);

describe("a session's invitation", () => {
  test("tells each guest when and where, and leads to their own page of it", async () => {
    const school = await schoolOf();
    expect(await sendMail(school, mail("open"), EARLY)).toMatchObject({ sent: 2 });
    const [letter] = school.mailer.taken;
    expect(letter).toMatchObject({ to: "ada@students.example", template: "session_notice" });
    expect(letter?.values.text).toMatchObject({
      subject: "Road to Residency I on Wednesday, January 20, 5:30 PM",
      session: "When: Wednesday, January 20, 2027, 5:30 to 7:00 PM (Eastern)\nWhere: TMEC 227",
      sessionButton: "See the session",
    });
    const [, token = ""] = letter?.values.text.sessionLink?.split("/g/") ?? [];
    expect(readGuestLink(keys, token, EARLY)).toMatchObject({ ok: true, student: "ada", session: "rtr1" });
    expect(readMailTags(letter?.tags ?? {})).toMatchObject({ occurrence: SUBJECT, wave: "open", student: "ada" });
    expect(await stateOf(school, "open")).toMatchObject({ state: "sent", tells: 0 });
  });

  test("is in the words of its milestone where that has no day but its sessions'", async () => {
    const school = await schoolOf({ item: "window" });
    const milestones = school.program.milestones.map((one) =>
      one.id === "road-to-residency-1"
        ? { ...one, id: "window", when: { type: "session" as const, daysBefore: 14 } }
        : one,
    );
    await sendMail({ ...school, program: { ...school.program, milestones } }, mail("open"), EARLY);
    expect(school.mailer.taken.map(({ template }) => template)).toEqual(Array(2).fill("road-to-residency-1"));
    expect(school.mailer.taken[0]?.values.html.session).toContain("<strong>Where</strong><br>TMEC 227");
  });

  test("asks where an answer counts", async () => {
    const school = await schoolOf({ rsvp: "required" });
    await sendMail(school, mail("open"), EARLY);
    expect(school.mailer.taken[0]?.values.text.sessionButton).toBe("Say whether you come");
  });

  test("goes to nobody whom it does not concern, or who is away on its day", async () => {
    const away = { ...ben, status: "leave" as const };
    const other = studentNamed("cleo", { track: "hst" });
    const school = await schoolOf({}, [ada, away, other]);
    await sendMail(school, mail("open", EARLY, [ada, away, other]), EARLY);
    expect(subjects(school).map(([to]) => to)).toEqual(["ada"]);
  });

  test("is sent once by two senders and by a message that comes again", async () => {
    const school = await schoolOf();
    await Promise.allSettled([sendMail(school, mail("open"), EARLY), sendMail(school, mail("open"), EARLY)]);
    await sendMail(school, mail("open"), EARLY, 2);
    expect(subjects(school)).toHaveLength(2);
  });

  test("of a session that was cancelled meanwhile is not sent, and may be once it takes place after all", async () => {
    const school = await schoolOf();
    await change(school, { status: "cancelled" });
    expect(await sendMail(school, mail("open"), THEN)).toMatchObject({ sent: 0 });
    expect(await stateOf(school, "open")).toBeUndefined();
  });

  test("of no session of these records fails before anything is claimed", async () => {
    const school = await schoolOf();
    const other = { ...mail("open"), occurrence: "session:dinner" };
    await expect(sendMail(school, other, EARLY)).rejects.toThrow("There is no session session:dinner");
  });
});

describe("a session that changes", () => {
  test("between plan and send is told as it is now", async () => {
    const school = await schoolOf();
    await change(school, MOVED);
    await sendMail(school, mail("open"), THEN);
    expect(subjects(school)[0]?.[1]).toBe("Road to Residency I on Wednesday, February 3, 5:30 PM");
    expect(await stateOf(school, "open")).toMatchObject({ tells: 1 });
  });

  test("between claim and send is told to nobody as it was, and anew by the message's next receive", async () => {
    const school = await schoolOf();
    const claim: typeof school.parts.claim = async (...claimed) => {
      const claims = await school.parts.claim(...claimed);
      await change(school, MOVED);
      return claims;
    };
    const slow = { ...school, parts: { ...school.parts, claim } };
    await expect(sendMail(slow, mail("open"), THEN)).rejects.toThrow("2 of 2 mails were not sent for now");
    expect(school.mailer.taken).toEqual([]);
    expect(await stateOf(school, "open")).toMatchObject({ state: "retry", reason: "its session changed" });
    expect(await sendMail(school, mail("open"), THEN, 2)).toMatchObject({ sent: 2 });
    expect(subjects(school)[0]?.[1]).toContain("February 3");
  });

  test("on the last receive leaves its mails to the plan", async () => {
    const school = await schoolOf();
    const preflight = { check: async () => ({ declined: new Map(), isPaused: false, sequence: 1 }) };
    expect(await sendMail({ ...school, preflight }, mail("open"), EARLY, 9)).toMatchObject({ sent: 0, unsent: 2 });
  });

  test("is corrected to whoever was told otherwise, with what they were told, at any hour, and to nobody else", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open", EARLY, [ada]), EARLY);
    await change(school, { ...MOVED, place: "TMEC 448" });
    const night = "2027-01-17T05:00:00.000Z";
    expect(await sendMail(school, mail("moved-1", night), night)).toMatchObject({ sent: 1 });
    expect(subjects(school).slice(1)).toEqual([["ada", "Moved: Road to Residency I is now on Wednesday, February 3"]]);
    const [, correction] = school.mailer.taken;
    expect(correction?.values.text.session).toBe(
      [
        "When: Wednesday, February 3, 2027, 5:30 to 7:00 PM (Eastern)",
        "(before: Wednesday, January 20, 2027, 5:30 to 7:00 PM (Eastern))",
        "Where: TMEC 448",
        "(before: TMEC 227)",
      ].join("\n"),
    );
    expect(await stateOf(school, "moved-1", "ben")).toBeUndefined();
  });

  test("twice is corrected by the newest alone, which says how each was told it", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open", EARLY, [ada]), EARLY);
    await change(school, { place: "TMEC 448" });
    await sendMail(school, mail("open", EARLY, [ben]), THEN);
    await change(school, { place: "Bornstein" }, THEN);
    await sendMail(school, mail("moved-1", THEN), THEN);
    expect(await stateOf(school, "moved-1")).toMatchObject({ state: "missed", reason: "it changed again" });
    await sendMail(school, mail("moved-2", THEN), THEN);
    const sent = school.mailer.taken.slice(2).map(({ values }) => values.text.session?.split("\n").slice(1).join(" "));
    expect(sent).toEqual(["Where: Bornstein (before: TMEC 227)", "Where: Bornstein (before: TMEC 448)"]);
    expect(subjects(school).at(-1)?.[1]).toBe("New place: Road to Residency I, Wednesday, January 20");
  });

  test("while an earlier mail of it is on its way waits for that one", async () => {
    const school = await schoolOf();
    const before = await school.sessions.get("rtr1");
    await school.parts.claim(
      [{ occurrence: SUBJECT, milestone: "road-to-residency-1", student: "ada", cohort: "c", asks: undefined }],
      "open",
      { plannedAt: EARLY, at: EARLY, tells: before?.sequence ?? 0 },
    );
    await change(school, MOVED);
    await expect(sendMail(school, mail("moved-1", THEN, [ada]), THEN)).rejects.toThrow("have to be read again");
    expect(school.mailer.taken).toEqual([]);
  });

  test("once it has begun is corrected to nobody", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open"), EARLY);
    await change(school, { place: "TMEC 448" }, "2027-01-20T22:00:00.000Z");
    const begun = "2027-01-20T22:30:00.000Z";
    await sendMail(school, mail("moved-1", begun), begun);
    expect(await stateOf(school, "moved-1")).toMatchObject({ state: "missed", reason: "it has begun" });
  });

  test("to cancelled, after its item has left the program, is told all the same", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open", EARLY, [ada]), EARLY);
    await change(school, { status: "cancelled" });
    const milestones = school.program.milestones.filter(({ id }) => id !== "road-to-residency-1");
    await sendMail({ ...school, program: { ...school.program, milestones } }, mail("cancelled", THEN), THEN);
    expect(subjects(school).slice(1)).toEqual([["ada", "Cancelled: Road to Residency I"]]);
  });

  test("and asks for an answer from now on says so, alone and beside a move", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open", EARLY, [ada]), EARLY);
    await change(school, { rsvp: "required" });
    await sendMail(school, mail("moved-1", THEN), THEN);
    expect(subjects(school).slice(1)).toEqual([["ada", "Will you come? Road to Residency I, Wednesday, January 20"]]);
    expect(school.mailer.taken[1]?.values.text).toMatchObject({
      lead: expect.stringContaining("Seats depend on it: please say"),
      sessionButton: "Say whether you come",
    });
    const moved = await schoolOf();
    await sendMail(moved, mail("open", EARLY, [ada]), EARLY);
    await change(moved, { ...MOVED, rsvp: "required" });
    await sendMail(moved, mail("moved-1", THEN), THEN);
    expect(subjects(moved).at(-1)).toEqual(["ada", "Moved: Road to Residency I is now on Wednesday, February 3"]);
    expect(moved.mailer.taken[1]?.values.text.lead).toContain("Seats depend on it");
  });

  test("to cancelled says so, and when it was planned for", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("open", EARLY, [ada]), EARLY);
    await change(school, { status: "cancelled" });
    await sendMail(school, mail("cancelled", THEN), THEN);
    expect(subjects(school).slice(1)).toEqual([["ada", "Cancelled: Road to Residency I"]]);
    expect(school.mailer.taken[1]?.values.text).toMatchObject({
      session: "Planned for: Wednesday, January 20, 2027, 5:30 to 7:00 PM (Eastern)",
      sessionButton: "",
    });
  });
});

describe("the word on the eve", () => {
  test("says tomorrow, or today where the queue was slow", async () => {
    const school = await schoolOf();
    await sendMail(school, mail("day-before", EVE, [ada]), EVE);
    await sendMail(school, mail("day-before", EVE, [ben]), "2027-01-20T13:30:00.000Z");
    expect(subjects(school)).toEqual([
      ["ada", "Tomorrow: Road to Residency I, 5:30 PM"],
      ["ben", "Today: Road to Residency I, 5:30 PM"],
    ]);
  });

  test("of a day that is not its day any more is not sent", async () => {
    const school = await schoolOf();
    await change(school, MOVED);
    await sendMail(school, mail("day-before", EVE), EVE);
    expect(await stateOf(school, "day-before")).toMatchObject({ state: "missed", reason: "its day changed" });
  });
});

describe("what guests said", () => {
  const asks = { rsvp: "required", capacity: 1 } as const;
  const answer = ({ guestLists }: School, key: string, said: "yes" | "no", guests = 0) =>
    guestLists.answer(
      { id: "rtr1", capacity: 1 },
      key,
      said === "yes" ? { answer: said, guests } : { answer: said },
      EARLY,
    );
  const toldOn = async (school: School, wave: string, at: string) => {
    const before = school.mailer.taken.length;
    await sendMail(school, mail(wave, at), at);
    return school.mailer.taken.slice(before).map(({ to }) => to.split("@")[0]);
  };

  test("decides who hears on the eve, as it stands when the message is received", async () => {
    const school = await schoolOf(asks);
    await answer(school, "ada", "yes");
    await answer(school, "ben", "yes");
    expect(await toldOn(school, "day-before", EVE)).toEqual(["ada"]);
    const open = await schoolOf();
    await answer(open, "ben", "no");
    expect(await toldOn(open, "day-before", EVE)).toEqual(["ada"]);
  });

  test("a seat is told to whoever has it at that moment, and of that place alone", async () => {
    const school = await schoolOf(asks);
    await answer(school, "ada", "yes");
    await answer(school, "ben", "yes");
    expect(await toldOn(school, "seat-2", THEN)).toEqual([]);
    await answer(school, "ada", "no");
    expect(await toldOn(school, "seat-1", THEN)).toEqual([]);
    expect(await toldOn(school, "seat-2", THEN)).toEqual(["ben"]);
    expect(subjects(school).at(-1)?.[1]).toBe("You have a seat: Road to Residency I");
    expect(await toldOn(school, "seat-2", THEN)).toEqual([]);
  });

  test("whoever waited for a seat that nobody needs any more hears that they can come", async () => {
    const school = await schoolOf(asks);
    for (const key of ["ada", "ben"]) await answer(school, key, "yes");
    await change(school, { rsvp: "none" });
    await school.guestLists.setCapacity("rtr1", null);
    expect(await toldOn(school, "seat-2", THEN)).toEqual(["ben"]);
    expect(subjects(school).at(-1)?.[1]).toBe("You can come: Road to Residency I");
    expect(await toldOn(school, "day-before", EVE)).toEqual(["ada", "ben"]);
  });

  test("whoever came is thanked, or said yes where nobody wrote down who came; with the recording", async () => {
    const after = "2027-01-21T14:00:00.000Z";
    const school = await schoolOf({ ...asks, recording: "https://media.example/rtr1" });
    await answer(school, "ada", "yes");
    await school.guestLists.came("rtr1", ["ben"], "office", after);
    expect(await toldOn(school, "thanks", after)).toEqual(["ben"]);
    expect(school.mailer.taken[0]?.values.text).toMatchObject({
      subject: "Thank you for coming: Road to Residency I",
      sessionLink: "https://media.example/rtr1",
    });
    const unknown = await schoolOf(asks);
    await answer(unknown, "ada", "yes");
    expect(await toldOn(unknown, "thanks", after)).toEqual(["ada"]);
    expect(await toldOn(unknown, "thanks", "2027-02-05T14:00:00.000Z")).toEqual([]);
  });

  test("whoever declined hears of a move, and of no cancelling", async () => {
    const school = await schoolOf(asks);
    await sendMail(school, mail("open"), EARLY);
    await answer(school, "ben", "no");
    await change(school, MOVED);
    expect(await toldOn(school, "moved-1", THEN)).toEqual(["ada", "ben"]);
    await change(school, { status: "cancelled" }, THEN);
    expect(await toldOn(school, "cancelled", THEN)).toEqual(["ada"]);
  });
});

test("a move that 165 guests hear of costs a message two reads more than any mailing, whatever its groups", async () => {
  const guests = Array.from({ length: 165 }, (_, nth) => inClass(`class${nth % 2}-${nth}`));
  const school = await schoolOf({}, guests);
  const calls: Record<string, number> = {};
  const counted = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get: (target, method, receiver) => {
        calls[`${name}.${String(method)}`] = (calls[`${name}.${String(method)}`] ?? 0) + 1;
        return Reflect.get(target, method, receiver);
      },
    });
  const groups = memoryPartGroups();
  const needs = {
    ...school,
    parts: groupedParts(counted("groups", groups)),
    sessions: counted("sessions", school.sessions),
    guestLists: counted("lists", school.guestLists),
    preflight: counted("preflight", school.preflight),
  };
  await sendMail(needs, mail("open", EARLY, guests), EARLY);
  await change(school, MOVED);
  for (const name of Object.keys(calls)) delete calls[name];
  expect(await sendMail(needs, mail("moved-1", THEN, guests), THEN)).toMatchObject({ sent: 165 });
  expect(calls).toEqual({ "sessions.get": 1, "preflight.check": 2, "groups.write": 4 });
});

describe("what a file may hold", () => {
  test("ends no line and no element of a mail", async () => {
    const evil = `</p><script>alert("1 & 2'")</script>\r\nBcc: x@example.edu\u202e`;
    const school = await schoolOf({ title: evil, place: evil, speakers: evil, link: 'https://x.example/?a=1&b="' });
    await sendMail(school, mail("open"), EARLY);
    const { text = {}, html = {} } = school.mailer.taken[0]?.values ?? {};
    expect(text.subject).not.toMatch(/[\r\n\u202e]/);
    for (const [name, value] of Object.entries(html)) expect(value, name).not.toMatch(/<script|\u202e|alert\("/);
    expect(html.session).toContain('<a href="https://x.example/?a=1&amp;b=&quot;"');
  });
});

test("mails of corrections leave at any hour, others in the school's own", () => {
  const night = "2027-01-12T06:00:00.000Z";
  const known: KnownSession = { ...session(), sequence: 1, revisedAt: SUMMER, givenAt: SUMMER, history: [] };
  const now = (wave: string) => mayGoOutNow(program, known, wave, night);
  expect(["open", "day-before", "moved-1", "cancelled", "seat-4"].map(now)).toEqual([false, false, true, true, true]);
});
