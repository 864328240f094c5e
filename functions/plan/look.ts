import { greetingName } from "#domain/people/greeting.ts";
import { roadOf } from "#domain/plan/road.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { Html } from "#pages/kit/html.ts";
import { planPage } from "#pages/plan/plan-page.ts";
import type { InPlan, PlanNeeds } from "./needs.ts";

/** A student's plan as it stands now. Changes nothing. @param now ISO 8601 UTC */
export const lookAtPlan = async ({ program }: PlanNeeds, { student }: InPlan, now: string): Promise<Html> => {
  const { school, tracks } = program;
  const today = schoolDate(now, school.timeZone);
  return planPage({
    school,
    name: greetingName(student),
    track: tracks.find(({ id }) => id === student.track)?.title ?? student.track,
    road: roadOf(program, student, today),
  });
};
