import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { AnswerAsk } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";

/** One look at a student's page, with all that a page may show. No name of the student is in it. */
export interface Visit {
  school: School;
  occurrence: Occurrence;
  /** Path of the page, on which its forms are sent, e.g. `/s/v1.…`. */
  path: string;
  /** A form brings it back. */
  nonce: string;
  /** Until when the link answers, ISO 8601 UTC. */
  expiresAt: string;
  /** Answers in part that stand: their ids, and when each was given, ISO 8601 UTC. */
  answers: Readonly<Record<string, string>>;
  /** When the request came, ISO 8601 UTC. */
  now: string;
}

/** A look at a page that asks something. */
export type AskingVisit = Visit & { ask: AnswerAsk };
