import type { PlannedStudent } from "../../calendar/current-occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import { schoolDate } from "../../time/dates.ts";
import type { KnownSession } from "../session.ts";
import { sessionsToWatch } from "../session-mails.ts";
import { digestFor } from "./session-budget.ts";

/** The sessions of which mails to some of these students may wait for the digest of an instant's day. */
export const sessionsInDigest = (
  program: Program,
  among: readonly KnownSession[],
  students: readonly PlannedStudent[],
  now: string,
): KnownSession[] => {
  const today = schoolDate(now, program.school.timeZone);
  return sessionsToWatch(program, among, now).filter((session) => {
    const wave = session.endsAt < now ? "thanks" : "open";
    return students.some((student) => digestFor({ program, session, among, today }, student, wave) === today);
  });
};
