import type { PlannedStudent } from "../../calendar/current-occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import { schoolDate } from "../../time/dates.ts";
import { isFor } from "../guests.ts";
import type { KnownSession } from "../session.ts";
import { sessionsToWatch } from "../session-mails.ts";
import { isForDigest } from "./session-budget.ts";

/** The sessions of which mails to some of these students may come in the digest of an instant's day. */
export const sessionsInDigest = (
  program: Program,
  among: readonly KnownSession[],
  students: readonly PlannedStudent[],
  now: string,
): KnownSession[] => {
  const today = schoolDate(now, program.school.timeZone);
  return sessionsToWatch(program, among, now).filter((session) => {
    const wave = session.endsAt < now ? "thanks" : "open";
    if (session.status === "cancelled" || !isForDigest(program, session, wave, today)) return false;
    return wave === "thanks" || students.some((student) => isFor(program, session, student));
  });
};
