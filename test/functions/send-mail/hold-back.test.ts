import { describe, expect, test } from "vitest";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { BringMessageBack } from "../../../functions/send-mail/summary.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const ada = studentNamed("ada");
const ben = studentNamed("ben");
const corrected = { ...ada, email: "ada.corrected@students.example" };
const both = messageTo([ada, ben]);

/** A school where the first student's address has failed. */
const schoolOfFailed = async () => {
  const school = await schoolWith([ada, ben]);
  await school.people.markAddress(ada.schoolId, { state: "bounced", at: queuedAt, email: ada.email });
  return school;
};

type School = Awaited<ReturnType<typeof schoolOfFailed>>;

/** What an import does with a corrected address. */
const correct = async ({ people, parts }: School): Promise<void> => {
  await people.save(corrected);
  await parts.resume([{ occurrence, student: ada.person }], "suppressed");
};

const stopsOf = async ({ parts }: School) => (await parts.get(occurrence, ada.person))?.stops;
const sentTo = ({ mailer }: School) => mailer.taken.map(({ to }) => to);

describe("an address that failed", () => {
  test("holds its student's part back, and nobody else's", async () => {
    const school = await schoolOfFailed();
    expect(await sendMail(school, both, queuedAt)).toMatchObject({ sent: 1 });
    expect(sentTo(school)).toEqual([ben.email]);
    expect(await stopsOf(school)).toEqual({ suppressed: queuedAt });
  });

  test("holds nobody back where an import corrects it just before the part is stopped: the mail goes to the new one", async () => {
    const school = await schoolOfFailed();
    const stop: School["parts"]["stop"] = async (...asked) => {
      await correct(school);
      await school.parts.stop(...asked);
    };
    await expect(sendMail({ ...school, parts: { ...school.parts, stop } }, both, queuedAt)).rejects.toThrow(
      BringMessageBack,
    );
    expect(await stopsOf(school)).toBeUndefined();
    expect(sentTo(school)).toEqual([ben.email]);
    await sendMail(school, both, queuedAt, 2);
    expect(sentTo(school)).toEqual([ben.email, corrected.email]);
  });

  test("holds nobody back where the table still answers the old one a moment after", async () => {
    const school = await schoolOfFailed();
    const before = await school.people.some(both.people);
    const some: School["people"]["some"] = async (ids, ...how) =>
      how[0] === "as of now" ? school.people.some(ids) : before.filter(({ schoolId }) => ids.includes(schoolId));
    const stop: School["parts"]["stop"] = async (...asked) => {
      await correct(school);
      await school.parts.stop(...asked);
    };
    const late = { ...school, people: { some }, parts: { ...school.parts, stop } };
    await expect(sendMail(late, both, queuedAt)).rejects.toThrow(BringMessageBack);
    expect(await stopsOf(school)).toBeUndefined();
  });

  test("holds nobody back either where the sender died over that", async () => {
    const school = await schoolOfFailed();
    const dead = new Error("the sender died");
    const some: School["people"]["some"] = async (ids) => {
      if (ids.length === 1) throw dead;
      return school.people.some(ids);
    };
    await expect(sendMail({ ...school, people: { some } }, both, queuedAt)).rejects.toThrow(dead);
    await school.people.save(corrected);
    expect(await stopsOf(school)).toEqual({ suppressed: queuedAt });
    await expect(sendMail(school, both, queuedAt, 2)).rejects.toThrow(BringMessageBack);
    await sendMail(school, both, queuedAt, 3);
    expect(sentTo(school).toSorted()).toEqual([corrected.email, ben.email].toSorted());
  });

  test("costs no second look at the roster where nobody's failed", async () => {
    const school = await schoolWith([ada, ben]);
    const asked: (readonly string[])[] = [];
    const some: School["people"]["some"] = (ids) => {
      asked.push(ids);
      return school.people.some(ids);
    };
    await sendMail({ ...school, people: { some } }, both, queuedAt);
    expect(asked).toEqual([both.people]);
  });

  test("stops nothing of a student who gets no mail anyway", async () => {
    const school = await schoolOfFailed();
    await school.people.save({ ...ada, status: "leave" });
    await sendMail(school, both, queuedAt);
    expect(await school.parts.get(occurrence, ada.person)).toMatchObject({ mails: { open: { state: "missed" } } });
    expect(await stopsOf(school)).toBeUndefined();
  });

  test("is not written to on a day of their leave, whatever the plan of an earlier one says", async () => {
    const school = await schoolWith([{ ...ada, leaveFrom: "2027-04-01", leaveUntil: "2027-04-01" }, ben]);
    await sendMail(school, both, queuedAt);
    expect(sentTo(school)).toEqual([ben.email]);
    const reason = "student is not active (leave)";
    expect(await school.parts.get(occurrence, ada.person)).toMatchObject({
      mails: { open: { state: "missed", reason } },
    });
  });

  test("is no reason to lift a stop that was made for another", async () => {
    const school = await schoolWith([ada, ben]);
    const part = { occurrence, milestone: "retake-cim-survey", student: ada.person, cohort: "pathways-2029" };
    await school.parts.stop([{ ...part, asks: "answer" }], { reason: "paused", at: queuedAt });
    expect(await sendMail(school, both, queuedAt)).toMatchObject({ sent: 1 });
    expect(await stopsOf(school)).toEqual({ paused: queuedAt });
  });

  test("that failed again meanwhile is not written to", async () => {
    const school = await schoolOfFailed();
    await sendMail(school, both, queuedAt);
    await school.people.save(corrected);
    const claim: School["parts"]["claim"] = async (...asked) => {
      await school.people.markAddress(ada.schoolId, { state: "complained", at: queuedAt, email: corrected.email });
      return school.parts.claim(...asked);
    };
    const failing = { ...school, parts: { ...school.parts, claim } };
    await expect(sendMail(failing, messageTo([ada]), queuedAt)).rejects.toThrow(BringMessageBack);
    await sendMail(school, messageTo([ada]), "2027-04-01T13:02:04.000Z", 2);
    expect(sentTo(school)).toEqual([ben.email]);
    expect(await stopsOf(school)).toEqual({ suppressed: "2027-04-01T13:02:04.000Z" });
  });
});

describe("a student who is held", () => {
  const held = { reason: "status", since: queuedAt, evidence: "status:inactive", says: "They may be gone." } as const;
  const isOver = "2027-07-01T13:00:00.000Z";

  test("gets no mail, and nothing is recorded of it, however late", async () => {
    const school = await schoolWith([ada, ben]);
    await school.people.hold(ada.schoolId, { held, seen: undefined });
    await sendMail(school, both, queuedAt);
    await sendMail(school, both, isOver);
    expect(sentTo(school)).toEqual([ben.email]);
    expect(await school.parts.get(occurrence, ada.person)).toBeUndefined();
  });

  test("gets none where the hold was written a moment ago, and a reader may still miss it", async () => {
    const school = await schoolWith([ada, ben]);
    const before = await school.people.some(both.people);
    await school.people.hold(ada.schoolId, { held, seen: undefined });
    const some: School["people"]["some"] = async (ids, how) => (how === "as of now" ? school.people.some(ids) : before);
    await sendMail({ ...school, people: { some } }, both, queuedAt);
    expect(sentTo(school)).toEqual([ben.email]);
  });

  test("gets it once they are let go", async () => {
    const school = await schoolWith([ada, ben]);
    await school.people.hold(ada.schoolId, { held, seen: undefined });
    await sendMail(school, both, queuedAt);
    await school.people.hold(ada.schoolId, { held: undefined, seen: held.evidence });
    await sendMail(school, both, queuedAt);
    expect(sentTo(school)).toEqual([ben.email, ada.email]);
  });
});
