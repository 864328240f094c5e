import { Logger } from "@aws-lambda-powertools/logger";
import type { Unread } from "#adapters/dynamodb/items.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { ALARM_WORDS } from "./alarm-words.ts";
import { maskAddresses } from "./mask-addresses.ts";

/**
 * Writes JSON lines. Only counts, ids of milestones and occurrences, opaque keys and reasons may be logged: no names,
 * addresses, student ids, links, or whole events.
 */
export const log = new Logger({ serviceName: "matchward" });

/** Logs what a deed did, as counts, and answers it; undefined where there was nothing to do. */
export const logged = <Outcome extends object | undefined>(outcome: Outcome): Outcome => {
  log.info("done", { outcome: outcome ?? "nothing to do" });
  return outcome;
};

/** Logs that a student's item cannot be read, by their opaque key; to be mended by hand, or by the next roster. */
export const logUnread: Unread = ({ student, places }) => log.error(ALARM_WORDS.unread, { student, places });

/**
 * Logs, for each run, how many mails SES refused for good; an alarm rings for it, since nobody sends such a mail again.
 * @param mails with the reason of each, in which no address is
 */
export const logRejected = (mails: readonly (Mailing & { reason: string })[]): void => {
  for (const [run, refused] of Map.groupBy(mails, mailingName)) {
    log.error(ALARM_WORDS.rejected, {
      run,
      mails: refused.length,
      reasons: [...new Set(refused.map((one) => one.reason))],
    });
  }
};

/** An error as it may be logged: its name, its message without e-mail addresses, and where in the code it arose. */
export const tellable = (error: unknown): { name: string; message: string; stack: string[] } => {
  if (!(error instanceof Error))
    return { name: "Unknown", message: "something that is no error was thrown", stack: [] };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    name: error.name,
    message: maskAddresses(error.message),
    stack: frames.map((line) => line.trim()),
  };
};

/** The error that Lambda may see and log by itself: the same, without e-mail addresses. */
export const withoutAddresses = (error: unknown): Error => {
  const { name, message, stack } = tellable(error);
  const told = new Error(message);
  told.name = name;
  told.stack = [`${name}: ${message}`, ...stack].join("\n    ");
  return told;
};
