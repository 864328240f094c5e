import type { Parts } from "#adapters/parts/parts.ts";
import type { Mailer } from "#adapters/ses/mailer.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import type { TimeLeft } from "../listeners/listener.ts";
import { digestOf } from "./digest/send-digest.ts";
import { type DispatchNeeds, dispatchOf, type Letter } from "./dispatch.ts";
import { type PrepareNeeds, prepareLetters } from "./letters/prepare-letters.ts";
import { type SendGroupNeeds, sendGroup } from "./send-group.ts";
import type { Summary } from "./summary.ts";
import type { TurnNeeds } from "./turn.ts";
import { type Work, workOff } from "./work.ts";

export interface SendMailNeeds extends TurnNeeds, SendGroupNeeds, PrepareNeeds, DispatchNeeds {
  parts: Pick<Parts, "claim" | "settle" | "miss" | "stop" | "resume" | "some">;
  mailer: Mailer;
}

/**
 * Sends one mailing, or a digest of several, to the students of one message: writes letters, waits for the turn, then
 * claims, sends and settles group after group. `at` is this receive (ISO 8601 UTC), `times` counts receives, `left`
 * answers milliseconds. Running twice sends once: the second run finds every mail claimed. If a sender dies between
 * claim and settle, nobody sends that mail again by itself. A late mail is recorded as missed. The daily run plans
 * mails that do not go today.
 * @throws BringMessageBack if SES, rate or quota refused for now or a write failed; NotInProgram as `dispatchOf` does
 */
export const sendMail = async (
  needs: SendMailNeeds,
  message: MailPlanned,
  at: string,
  times = 1,
  left: TimeLeft = () => Number.POSITIVE_INFINITY,
): Promise<Summary> => {
  const receive = { at, times, left };
  if (message.digest === undefined) return workOff(needs, await mailingOf(needs, message, at), receive);
  return workOff(needs, await digestOf(needs, message, at), receive);
};

const mailingOf = async (needs: SendMailNeeds, message: MailPlanned, at: string): Promise<Work<Letter>> => {
  const dispatch = await dispatchOf(needs, message, at);
  const { template, mayGoOut } = dispatch.writer;
  return {
    ...(await prepareLetters(needs, message.people, dispatch)),
    ...{ template, mayGoOut, studentOf: ({ part }) => part.student },
    send: (group, calls) => sendGroup(needs, group, dispatch, calls),
  };
};
