import { describe, expect, test } from "vitest";
import { readChoiceLink } from "#adapters/links/choice-token.ts";
import { type SendMailNeeds, sendMail } from "../../../functions/send-mail/send-mail.ts";
import { BringMessageBack } from "../../../functions/send-mail/summary.ts";
import { keys, messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const ada = studentNamed("ada");
const ben = studentNamed("ben");
const nudgedAt = "2027-04-08T13:00:04.000Z";
const nudge = (...students: (typeof ada)[]) =>
  messageTo(students, { wave: "remind-1", plannedAt: "2027-04-08T13:00:00.000Z" });

type School = Awaited<ReturnType<typeof schoolWith>>;
const mailOf = async ({ parts }: School, key: string) => (await parts.get(occurrence, key))?.mails["remind-1"];

/** The school, where something happens right before or right after each claim. */
const around = (
  school: School,
  happen: { before?: () => Promise<void>; after?: () => Promise<void> },
): SendMailNeeds => {
  const claim: School["parts"]["claim"] = async (...claimed) => {
    await happen.before?.();
    const made = await school.parts.claim(...claimed);
    await happen.after?.();
    return made;
  };
  return { ...school, parts: { ...school.parts, claim } };
};

describe("what was declined", () => {
  test("is not sent though the message is on the queue already, and the neighbors' mails are", async () => {
    const school = await schoolWith([ada, ben]);
    await school.choices.decline("ada", "nudges", nudgedAt);
    const sent = await sendMail(school, nudge(ada, ben), nudgedAt);
    expect(sent).toEqual({ sent: 1, rejected: 0, unsent: 0, declined: 1, paused: 0, ambiguous: 0, left: 0 });
    expect(school.mailer.taken.map(({ to }) => to)).toEqual([ben.email]);
    expect(await mailOf(school, "ada")).toMatchObject({ state: "retry", reason: "the student declined it" });
  });

  test("stays declined when the message comes back, and goes out once that is taken back", async () => {
    const school = await schoolWith([ada]);
    await school.choices.decline("ada", "nudges", nudgedAt);
    for (const _ of [1, 2, 3]) await sendMail(school, nudge(ada), nudgedAt);
    expect(school.mailer.taken).toEqual([]);
    await school.choices.save("ada", [], nudgedAt);
    for (const _ of [1, 2, 3]) await sendMail(school, nudge(ada), nudgedAt);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test.each(["before", "after"] as const)("in the moment %s the claim is seen too", async (moment) => {
    const school = await schoolWith([ada]);
    const decline = () => school.choices.decline("ada", "nudges", nudgedAt);
    await sendMail(around(school, { [moment]: decline }), nudge(ada), nudgedAt);
    expect(school.mailer.taken).toEqual([]);
  });

  test("of another kind does not count", async () => {
    const school = await schoolWith([ada]);
    await school.choices.save("ada", ["calendar", "enrichment"], nudgedAt);
    await sendMail(school, nudge(ada), nudgedAt);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test("does not hold back what is essential, which asks nobody", async () => {
    const school = await schoolWith([ada]);
    await school.choices.save("ada", ["calendar", "nudges", "enrichment"], queuedAt);
    const asked: string[] = [];
    const preflight: School["preflight"] = {
      check: (run, students) => {
        asked.push(...students);
        return school.preflight.check(run, students);
      },
    };
    await sendMail({ ...school, preflight }, messageTo([ada]), queuedAt);
    expect(asked).toEqual([]);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test("cannot be known while the choices cannot be read: nothing is sent, and the message comes back", async () => {
    const school = await schoolWith([ada]);
    const unread = { ...school, preflight: { check: () => Promise.reject(new Error("throttled")) } };
    await expect(sendMail(unread, nudge(ada), nudgedAt)).rejects.toThrow(BringMessageBack);
    expect(school.mailer.taken).toEqual([]);
    await sendMail(school, nudge(ada), nudgedAt);
    expect(school.mailer.taken).toHaveLength(1);
  });
});

describe("what a mail says of declining it", () => {
  test("a mailbox is told how to decline this kind in one click, and the foot leads to all choices", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, nudge(ada), nudgedAt);
    const { headers, values } = school.mailer.taken[0] ?? {};
    expect(headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const [, token = ""] =
      /^<https:\/\/careers\.school\.example\/u\/([^>]+)>$/.exec(headers?.["List-Unsubscribe"] ?? "") ?? [];
    const whose = { ok: true, program: "hms", student: "ada", kind: "nudges", expiresAt: "2031-01-01T00:00:00.000Z" };
    expect(readChoiceLink(keys, token, nudgedAt)).toEqual(whose);
    const [site, page = ""] = values?.text.preferences?.split("/p/") ?? [];
    expect(site).toBe("https://careers.school.example");
    expect(page).toBe(token);
  });

  test("an essential mail has no such headers, and leads to the choices all the same", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    expect(school.mailer.taken[0]?.headers).toBeUndefined();
    const [, token = ""] = school.mailer.taken[0]?.values.text.preferences?.split("/p/") ?? [];
    expect(readChoiceLink(keys, token, "2030-12-31T23:00:00.000Z")).toMatchObject({
      student: "ada",
      kind: "essential",
    });
  });
});
