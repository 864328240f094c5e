import * as z from "zod/mini";
import type { MailState, Part } from "#domain/parts/part.ts";
import { reconcileMails } from "../../../functions/reconcile-mails/reconcile-mails.ts";
import { SURVEY } from "../cohort.ts";
import type { Deeds } from "../processes/protocol.ts";
import { feedbackOf, tellAll } from "./feeds.ts";
import { morningOf } from "./school.ts";
import type { BenchSchool } from "./wiring.ts";

/** One mail of a part. */
interface MailOf {
  part: Part;
  wave: string;
  mail: MailState;
}

const mailsOf = async ({ stores }: BenchSchool): Promise<MailOf[]> => {
  const parts = await stores.parts.ofOccurrence(SURVEY.occurrence);
  return parts.flatMap((part) => Object.entries(part.mails).map(([wave, mail]) => ({ part, wave, mail })));
};

const Taken = z.array(z.string());

/** What the sink took, as `<student's key>/<wave>/<attempt>`. */
const takenBySink = async (): Promise<Set<string>> => {
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL_SESV2}/bench/taken`);
  return new Set(Taken.parse(await answer.json()));
};

/** SES's events of the mails of which nobody knows what became: only what the sink took has one. */
const bringEvidence = async (school: BenchSchool, date: string): Promise<void> => {
  const taken = await takenBySink();
  const { program } = school.needs;
  const at = morningOf(program, date);
  const open = (await mailsOf(school)).filter(
    ({ part, wave, mail }) => mail.state !== "sent" && taken.has(`${part.student}/${wave}/${mail.attempt}`),
  );
  const events = open.map(({ part, wave, mail }) =>
    feedbackOf({ program: program.id, student: part.student, wave, ...mail }, "Send", at),
  );
  await tellAll(school, events);
};

/** An administrator looks at each mail that is still ambiguous and has it sent again. Answers how many there were. */
const sendAgain = async (school: BenchSchool, date: string): Promise<number> => {
  const at = morningOf(school.needs.program, date);
  const shown = (await mailsOf(school)).filter(({ mail }) => mail.state === "ambiguous");
  for (const { part, wave, mail } of shown)
    await school.stores.parts.decide(part, wave, { ...mail, state: "retry", at });
  return shown.length;
};

/** The half hour in which claims of that morning are given up, whose worker died over them. */
const giveUpClaims = ({ needs }: BenchSchool, date: string) =>
  reconcileMails(needs, { type: "half-hour.passed", version: 1, scheduledAt: morningOf(needs.program, date) });

/** What happens on the days after a mailing that met faults. */
export const aftermath = (schools: readonly BenchSchool[], morning: (date: string) => Promise<unknown>): Deeds => {
  const settle = (date: string, later: string) => async () => {
    await morning(date);
    let shown = 0;
    for (const school of schools) {
      await giveUpClaims(school, date);
      await bringEvidence(school, date);
      shown += await sendAgain(school, date);
    }
    await morning(later);
    return { shown };
  };
  return {
    settleOpening: settle(SURVEY.nextMorning, SURVEY.morningAfter),
    settleReminders: settle(SURVEY.morningAfterReminders, SURVEY.lastMorning),
  };
};
