import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/doubles/memory-records.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { program } from "../domain/program.fixture.ts";
import { messageTo, occurrence, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";
import { CALM, type Fate } from "./faults.ts";
import { type Ground, groundOf, invoke } from "./ground.ts";
import { worldSes } from "./ses.ts";
import { sendMailNeeds } from "./wiring.ts";

const STUDENTS = ["ada", "ben", "cleo"].map((key) => studentNamed(key));
const NOON = Date.parse("2027-04-01T16:00:00.000Z");

/** At which call of which delivery the process dies, and whether what was under way arrives all the same. */
interface Death {
  delivery: number;
  call: number;
  fate: Fate;
}

/** Delivers one group's message three times, where the process dies as told; answers what is left of it. */
const deliver = async (deaths: readonly Death[], arrives: boolean) => {
  const calm = groundOf(1, { from: NOON, calmFrom: NOON, faults: CALM });
  let [delivery, calls] = [0, 0];
  const fate = (): Fate => {
    calls += 1;
    return deaths.find((one) => one.delivery === delivery && one.call === calls)?.fate ?? "done";
  };
  const ground: Ground = { ...calm, weather: { ...calm.weather, fate, arrivesAfterDeath: () => arrives } };
  const records = memoryRecords();
  for (const student of STUDENTS) await records.roster.save(student);
  const ses = worldSes(ground, () => {});
  const counted: number[] = [];
  for (delivery = 1; delivery <= 3; delivery += 1) {
    calls = 0;
    const work = (process: Parameters<typeof sendMailNeeds>[1]) =>
      sendMail(sendMailNeeds(ground, process, { program, records, ses, variant: {} }), messageTo(STUDENTS), queuedAt);
    invoke(ground, { name: "send-mail", lifetime: 60_000, work }, () => {});
    await ground.agenda.run();
    counted.push(calls);
  }
  const parts = await records.parts.ofOccurrence(occurrence);
  const states = STUDENTS.map(
    ({ key }) => parts.find(({ student }) => student === key)?.mails.open?.state ?? "nothing",
  );
  return { mails: ses.accepted.map(({ student }) => student), states, calls: counted[0] ?? 0 };
};

const DIES: readonly Fate[] = ["caller dies before", "caller dies after"];

const deathsIn = (delivery: number, calls: number): Death[] =>
  Array.from({ length: calls }, (_, nth) => DIES.map((fate) => ({ delivery, call: nth + 1, fate }))).flat();

/** No mail twice; each student's mail either sent and recorded, or seen to be unknown; nobody passed over. */
const faultsIn = ({ mails, states }: Awaited<ReturnType<typeof deliver>>): string[] => [
  ...(new Set(mails).size === mails.length ? [] : [`sent twice: ${mails.join(", ")}`]),
  ...states.filter((state) => !["sent", "claimed", "ambiguous"].includes(state)).map((state) => `ended as ${state}`),
  ...STUDENTS.filter(({ key }, nth) => states[nth] === "sent" && !mails.includes(key)).map(
    ({ key }) => `${key} not sent`,
  ),
];

describe("a group of three mails, killed before and after each of its effects, and delivered again", () => {
  test("takes nine effects: the roster, the key, three claims, one call of SES, three settlements", async () => {
    expect((await deliver([], true)).calls).toBe(9);
  });

  test.each([true, false])("once, where calls under way at the death arrive: %s", async (arrives) => {
    const told: string[] = [];
    for (const death of deathsIn(1, 9)) {
      const faults = faultsIn(await deliver([death], arrives));
      told.push(...faults.map((fault) => `${JSON.stringify(death)}: ${fault}`));
    }
    expect(told).toEqual([]);
  });

  test.each([true, false])(
    "in two deliveries, at each pair of effects, where such calls arrive: %s",
    async (arrives) => {
      const told: string[] = [];
      for (const first of deathsIn(1, 9)) {
        for (const second of deathsIn(2, 9)) {
          const faults = faultsIn(await deliver([first, second], arrives));
          told.push(...faults.map((fault) => `${JSON.stringify([first, second])}: ${fault}`));
        }
      }
      expect(told).toEqual([]);
    },
  );

  test("killed before the first claim it sends all; killed after the call of SES it sends none again", async () => {
    expect(await deliver([{ delivery: 1, call: 2, fate: "caller dies before" }], false)).toMatchObject({
      mails: ["ada", "ben", "cleo"],
      states: ["sent", "sent", "sent"],
    });
    expect(await deliver([{ delivery: 1, call: 6, fate: "caller dies after" }], false)).toMatchObject({
      mails: ["ada", "ben", "cleo"],
      states: ["claimed", "claimed", "claimed"],
    });
  });
});
