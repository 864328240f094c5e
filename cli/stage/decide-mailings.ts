import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Program } from "#domain/calendar/program.ts";
import { plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { isSubject } from "#domain/sessions/session-subject.ts";
import { readableDate, schoolDate, schoolMinute } from "#domain/time/dates.ts";
import type { DeedToRecord, Recorder } from "#office/audit/record-deed.ts";
import {
  type PausedMailing,
  type PausedMailingsNeeds,
  pausedMailings,
  pauseMailing,
  resumingComesTo,
} from "#office/mailings/paused-mailings.ts";
import { InputFault } from "../faults.ts";
import { askThenRecord, NOTHING } from "./on-record.ts";
import type { StageNeeds } from "./on-stage.ts";

/** What listing and deciding need. */
export interface DecideMailingsNeeds extends PausedMailingsNeeds, StageNeeds {
  mailings: Pick<Mailings, "get" | "pause" | "resume" | "paused">;
  auditLog: Recorder["auditLog"];
}

const about = (mailing: Mailing): DeedToRecord["about"] => [{ what: "mailing", key: mailingName(mailing) }];

/** Reads `<occurrence>/<wave>`; undefined for anything else. */
export const mailingNamed = (text: string): Mailing | undefined => {
  const [occurrence, wave, ...rest] = text.split("/");
  return occurrence && isSubject(occurrence) && wave && rest.length === 0 ? { occurrence, wave } : undefined;
};

const comesTo = (program: Program, mailing: PausedMailing, now: string): string => {
  const { school } = program;
  const on = (instant: string) => readableDate(schoolDate(instant, school.timeZone));
  const coming = resumingComesTo(program, mailing, now);
  if (coming.kind === "mails") return `up to ${coming.mails} mails go out on ${on(coming.at)}, at ${school.sendAt}.`;
  return coming.kind === "own day"
    ? `it goes out on its own day, ${on(coming.at)}.`
    : "nothing of it goes out in the days ahead: it is too late, something newer does instead, or nobody is left " +
        "to get it.";
};

const told = ({ program, now }: DecideMailingsNeeds, mailing: PausedMailing): string => {
  const { paused, sent, bounced, complained } = mailing;
  return [
    `${mailingName(mailing)}  paused since ${schoolMinute(paused.at, program.school.timeZone)}: ${paused.reason}`,
    `  Went out: ${sent}; bounced: ${bounced}; complaints: ${complained}.`,
    paused.cause === "approval"
      ? `  \`matchward approve ${mailing.occurrence}\` shows what it would send, and asks for the yes.`
      : `  Taken up again now, ${comesTo(program, mailing, now)}`,
    "",
  ].join("\n");
};

/** Lists the mailings that are paused, with what resuming each would come to. Names nobody. */
export const listPaused = async (needs: DecideMailingsNeeds): Promise<void> => {
  const held = await pausedMailings(needs, needs.now);
  if (held.length === 0) needs.out.write("No run is paused.\n");
  for (const mailing of held) needs.out.write(told(needs, mailing));
};

/**
 * Shows what resuming a mailing comes to, asks, and does it. Doing it twice changes nothing more. @throws InputFault
 * where it is not paused.
 */
export const resumeNamed = async (needs: DecideMailingsNeeds, named: Mailing): Promise<void> => {
  const mailing = (await pausedMailings(needs, needs.now)).find((one) => mailingName(one) === mailingName(named));
  if (mailing === undefined) throw new InputFault([`No run ${mailingName(named)} is paused.`]);
  if (mailing.paused.cause === "approval")
    throw new InputFault([`${named.occurrence} waits for a second person: \`matchward approve ${named.occurrence}\`.`]);
  needs.out.write(told(needs, mailing));
  needs.out.write("Until then --pause holds it back again; what has gone out cannot be called back.\n");
  const { at: since } = mailing.paused;
  const question = `take ${mailingName(named)} up again?`;
  const isDone = await askThenRecord(needs, { action: "resume-mailing", about: about(named), question }, () =>
    needs.mailings.resume(named, { since, at: needs.now }),
  );
  if (isDone !== undefined)
    needs.out.write(isDone ? "Taken up again.\n" : `Somebody decided of it meanwhile. ${NOTHING}`);
};

/** Asks, and pauses a mailing by hand. @throws InputFault where the program has no such mailing. */
export const pauseNamed = async (needs: DecideMailingsNeeds, named: Mailing): Promise<void> => {
  if (plannedFor(needs.program, named) === undefined)
    throw new InputFault([`The program has no run ${mailingName(named)}.`]);
  needs.out.write("Its mails that have not gone out are held back until somebody takes it up again.\n");
  const question = `pause ${mailingName(named)}?`;
  const isDone = await askThenRecord(needs, { action: "pause-mailing", about: about(named), question }, () =>
    pauseMailing(needs.mailings, named, needs.now),
  );
  if (isDone !== undefined) needs.out.write(isDone ? "Paused.\n" : `It is paused already. ${NOTHING}`);
};
