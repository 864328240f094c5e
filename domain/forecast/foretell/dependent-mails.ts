import type { Program } from "../../calendar/program.ts";
import { dayOf, type KnownSession } from "../../sessions/session.ts";
import { sessionSubject } from "../../sessions/session-subject.ts";
import { eveWave } from "../../sessions/session-waves.ts";
import { addDays } from "../../time/dates.ts";
import type { Span } from "../preview.ts";

/** A session's mail to those who say yes, or to those who came: whom it goes to is not known beforehand. */
export interface DependentMail {
  occurrence: string;
  wave: string;
  dependsOn: "answers" | "attendance";
  /** School date from which it goes out. */
  from: string;
}

const mailsOf = (timeZone: string, session: KnownSession): DependentMail[] => {
  if (session.status === "cancelled") return [];
  const [occurrence, day] = [sessionSubject(session.id), dayOf(session, timeZone)];
  const isAsked = session.rsvp !== "none";
  const thanks = { occurrence, wave: "thanks", from: addDays(day, 1) };
  return isAsked
    ? [
        { occurrence, wave: eveWave(session, timeZone), dependsOn: "answers", from: addDays(day, -1) },
        { ...thanks, dependsOn: "answers" },
      ]
    : [{ ...thanks, dependsOn: "attendance" }];
};

/**
 * The mails of sessions in a span that nobody can foretell, in order of time.
 * @param answered ids of the sessions of which answers are given
 */
export const dependentMails = (
  { school }: Pick<Program, "school">,
  sessions: readonly KnownSession[],
  { from, to }: Span,
  answered: ReadonlySet<string> = new Set(),
): DependentMail[] =>
  sessions
    .filter(({ id, rsvp }) => rsvp === "none" || !answered.has(id))
    .flatMap((session) => mailsOf(school.timeZone, session))
    .filter((mail) => mail.from >= from && mail.from <= to)
    .toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
