import * as z from "zod/mini";
import { MailingPaused } from "#events/mail/mailing-paused.ts";
import { SurveyCompleted } from "#events/parts/survey-completed.ts";
import { SurveyReopened } from "#events/parts/survey-reopened.ts";
import { TaskCompleted } from "#events/parts/task-completed.ts";
import { TaskProgressed } from "#events/parts/task-progressed.ts";
import { TaskReopened } from "#events/parts/task-reopened.ts";
import { TaskWaived } from "#events/parts/task-waived.ts";
import { AddressFailed } from "#events/people/address-failed.ts";
import { ListImported } from "#events/people/list-imported.ts";
import { PersonHeld } from "#events/people/person-held.ts";
import { PhaseEntered } from "#events/people/phase-entered.ts";
import { RosterImported } from "#events/people/roster-imported.ts";
import { RosterRefused } from "#events/people/roster-refused.ts";
import { StudentEnrolled } from "#events/people/student-enrolled.ts";
import { SeatFreed } from "#events/sessions/seat-freed.ts";
import { SessionChanged } from "#events/sessions/session-changed.ts";
import type { Published } from "./event-bus.ts";

const PublishedEvent = z.discriminatedUnion("type", [
  AddressFailed,
  ListImported,
  PersonHeld,
  PhaseEntered,
  RosterImported,
  RosterRefused,
  MailingPaused,
  SeatFreed,
  SessionChanged,
  StudentEnrolled,
  SurveyCompleted,
  SurveyReopened,
  TaskCompleted,
  TaskProgressed,
  TaskReopened,
  TaskWaived,
]);

/** The event as its own schema has it, without anything the schema does not name; or why it may not be published. */
type CheckedEvent = { ok: true; event: Published } | { ok: false; reason: string };

/** Checks an event against the schema of its type, so that nothing goes on the bus that subscribers cannot read. */
export const checkEvent = (event: Published): CheckedEvent => {
  const parsed = PublishedEvent.safeParse(event);
  if (parsed.success) return { ok: true, event: parsed.data };
  const places = parsed.error.issues.map(({ path, code }) => `${path.join(".")} (${code})`);
  return { ok: false, reason: `its schema refuses ${places.join(", ")}` };
};
