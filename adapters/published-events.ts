import * as z from "zod/mini";
import { AddressFailed } from "#events/address-failed.ts";
import { PhaseEntered } from "#events/phase-entered.ts";
import { RunPaused } from "#events/run-paused.ts";
import { StudentEnrolled } from "#events/student-enrolled.ts";
import { SurveyCompleted } from "#events/survey-completed.ts";
import { SurveyReopened } from "#events/survey-reopened.ts";
import type { Published } from "./event-bus.ts";

const PublishedEvent = z.discriminatedUnion("type", [
  AddressFailed,
  PhaseEntered,
  RunPaused,
  StudentEnrolled,
  SurveyCompleted,
  SurveyReopened,
]);

/** The event as its own schema has it, without anything the schema does not name; or why it may not be published. */
type Checked = { ok: true; event: Published } | { ok: false; reason: string };

/** Checks an event against the schema of its type, so that nothing goes on the bus that subscribers cannot read. */
export const checkEvent = (event: Published): Checked => {
  const parsed = PublishedEvent.safeParse(event);
  if (parsed.success) return { ok: true, event: parsed.data };
  const places = parsed.error.issues.map(({ path, code }) => `${path.join(".")} (${code})`);
  return { ok: false, reason: `its schema refuses ${places.join(", ")}` };
};
