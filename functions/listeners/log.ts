import { Logger } from "@aws-lambda-powertools/logger";
import type { Unread } from "#adapters/dynamodb/items.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { ALARM_WORDS } from "./alarm-words.ts";
import { maskAddresses } from "./mask-addresses.ts";

/** Writes JSON lines. It may log counts, opaque keys, reasons, ids of milestones and occurrences; nothing personal. */
export const log = new Logger({ serviceName: "matchward" });

/** Logs what a deed did, as counts, and answers it; undefined where there was nothing to do. */
export const logged = <Outcome extends object | undefined>(outcome: Outcome): Outcome => {
  log.info("done", { outcome: outcome ?? "nothing to do" });
  return outcome;
};

/** Logs the opaque key of a student whose item cannot be read: the next roster or a person has to mend it. */
export const logUnread: Unread = ({ student, places }) => log.error(ALARM_WORDS.unread, { student, places });

/** Logs, by mailing, how many mails SES refused for good, and why; an alarm rings, for nobody sends them again. */
export const logRejected = (mails: readonly (Mailing & { reason: string })[]): void => {
  for (const [run, refused] of Map.groupBy(mails, mailingName)) {
    log.error(ALARM_WORDS.rejected, {
      run,
      mails: refused.length,
      reasons: [...new Set(refused.map((one) => one.reason))],
    });
  }
};

/** An error as it may be logged: its name, its message without e-mail addresses, and the lines of its stack. */
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

/** The same error without e-mail addresses, for Lambda to log. */
export const withoutAddresses = (error: unknown): Error => {
  const { name, message, stack } = tellable(error);
  const told = new Error(message);
  told.name = name;
  told.stack = [`${name}: ${message}`, ...stack].join("\n    ");
  return told;
};
