import { describe, expect, test } from "vitest";
import type { Mailer } from "#adapters/ses/mailer.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { BringMessageBack } from "../../../functions/send-mail/summary.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const GROUPS = ["class1", "class2", "class3"];
const students = GROUPS.flatMap((group) =>
  Array.from({ length: 100 }, (_, nth) => studentNamed(`${group}-${String(nth).padStart(3, "0")}`)),
);
const message = messageTo(students);

/** A school whose mailer does as told at its nth call, and how many mails of each group stand in each state. */
const schoolWhere = async (nth: number, deed: (mailer: Mailer) => Mailer["send"]) => {
  const school = await schoolWith(students);
  let calls = 0;
  const mailer: Mailer = {
    send: (mail) => {
      calls += 1;
      return calls === nth ? deed(school.mailer)(mail) : school.mailer.send(mail);
    },
  };
  const states = async () => {
    const parts = await school.parts.ofOccurrence(occurrence);
    return GROUPS.map((group) => {
      const those = parts.filter(({ student }) => student.startsWith(group));
      const counts = Object.entries(Object.groupBy(those, ({ mails }) => mails.open?.state ?? "none"));
      return Object.fromEntries(counts.map(([state, of]) => [state, of?.length]));
    });
  };
  return { needs: { ...school, mailer }, taken: school.mailer.taken, states };
};

describe("a message of three groups", () => {
  test("takes one turn, and goes out group after group", async () => {
    const { needs, taken } = await schoolWhere(0, (mailer) => mailer.send);
    const turns: number[] = [];
    const pace = { ...needs.pace, take: async (mails: number) => turns.push(mails) > 0 };
    expect(await sendMail({ ...needs, pace }, message, queuedAt)).toMatchObject({ sent: 300, left: 0 });
    expect(turns).toEqual([300]);
    expect(taken.map(({ to }) => to)).toEqual(students.map(({ email }) => email));
  });

  test("leaves only one group unknown where its sender dies, and the others go out when it comes back", async () => {
    const dead = new Promise<never>(() => {});
    const { needs, taken, states } = await schoolWhere(4, () => () => dead);
    const died = sendMail(needs, message, queuedAt);
    await expect.poll(() => taken.length).toBe(150);
    expect(await states()).toEqual([{ sent: 100 }, { claimed: 100 }, {}]);
    expect(await sendMail(needs, message, queuedAt, 2)).toMatchObject({ sent: 100 });
    expect(await states()).toEqual([{ sent: 100 }, { claimed: 100 }, { sent: 100 }]);
    void died;
  });

  test("claims no further group once SES takes nobody", async () => {
    const { needs, states } = await schoolWhere(
      3,
      () =>
        async ({ recipients }) =>
          recipients.map(() => ({ kind: "ambiguous", reason: "the answer was lost" })),
    );
    await expect(sendMail(needs, message, queuedAt)).rejects.toThrow(BringMessageBack);
    expect(await states()).toEqual([{ sent: 100 }, { ambiguous: 50, retry: 50 }, {}]);
    expect(await sendMail(needs, message, queuedAt, 2)).toMatchObject({ sent: 150 });
    expect(await states()).toEqual([{ sent: 100 }, { ambiguous: 50, sent: 50 }, { sent: 100 }]);
  });

  test("is left to the plan on its last receive where the day's quota is used up", async () => {
    const { needs, states } = await schoolWhere(
      1,
      () =>
        async ({ recipients }) =>
          recipients.map(() => ({ kind: "unsent", reason: "ACCOUNT_DAILY_QUOTA_EXCEEDED" })),
    );
    expect(await sendMail(needs, message, queuedAt, 9)).toMatchObject({ sent: 0, unsent: 300 });
    expect(await states()).toEqual([{ retry: 100 }, {}, {}]);
  });

  test("goes on with its other groups where one cannot be written", async () => {
    const { needs, states } = await schoolWhere(0, (mailer) => mailer.send);
    const { claim } = needs.parts;
    const parts: typeof needs.parts = {
      ...needs.parts,
      claim: async (those, ...how) =>
        those[0]?.student.startsWith("class2") ? those.map(() => ({ kind: "failed" })) : claim(those, ...how),
    };
    await expect(sendMail({ ...needs, parts }, message, queuedAt)).rejects.toThrow("100 records were not written");
    expect(await states()).toEqual([{ sent: 100 }, {}, { sent: 100 }]);
    expect(await sendMail(needs, message, queuedAt, 2)).toMatchObject({ sent: 100 });
  });
});
