import { occurrencesEver } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import { greetingName } from "#domain/people/greeting.ts";
import { isDoubted } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { myPlan } from "#domain/plan/my-plan.ts";
import { roadOf } from "#domain/plan/road.ts";
import { isInvited, seriesToName } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import { withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";
import { sortSessions, theirSessions } from "#office/students/their-sessions.ts";
import type { Html } from "#pages/kit/html.ts";
import { planPage } from "#pages/plan/plan-page.ts";
import type { PlanPause } from "#pages/plan/visit.ts";
import { linksFor } from "./links.ts";
import type { InPlan, PlanNeeds } from "./needs.ts";
import type { NotTaken } from "./orders.ts";

const LOOK_BACK_DAYS = 180;

/** The sessions whose guest lists may name a student: those that people have been invited to, of this half year. */
const answerable = (program: Program, sessions: readonly KnownSession[], student: Student, now: string) => {
  const { timeZone } = program.school;
  const since = instantAt(addDays(schoolDate(now, timeZone), -LOOK_BACK_DAYS), "00:00", timeZone);
  return sessions
    .filter((session) => session.endsAt > since && invitedFrom(program, session) <= now)
    .filter((session) => session.endsAt > now || isInvited(program, session, student));
};

const rosterName = ({ ownName: _, ...student }: Student): string => greetingName(student);

const pauseOf = (student: Student, today: string): PlanPause | undefined => {
  if (student.held !== undefined) return { is: isDoubted(student) ? "doubted" : "paused" };
  return statusOn(student, today) === "leave" ? { is: "leave", until: student.leaveUntil } : undefined;
};

/**
 * A student's plan as it stands now. Changes nothing.
 * @param now ISO 8601 UTC
 * @param notTaken what they just sent in vain
 */
export const lookAtPlan = async (
  needs: PlanNeeds,
  { student, own }: InPlan,
  now: string,
  notTaken: NotTaken = {},
): Promise<Html> => {
  const { school, tracks } = needs.program;
  const today = schoolDate(now, school.timeZone);
  const all = await needs.sessions(own.mark, now);
  const program = withGivenWindows(needs.program, all);
  const listed = answerable(program, all, student, now);
  const { parts, guestLists } = await needs.planRecords.standing(student.person, {
    occurrences: occurrencesEver(program, student)
      .filter(({ opens }) => opens <= today)
      .map(({ id }) => id),
    sessions: listed.map(({ id }) => id),
  });
  const near = all.filter((session) => listed.includes(session) || session.startsAt > now);
  const stores = { sessions: { all: async () => near }, guestLists: { some: async () => guestLists } };
  return planPage({
    ...{ school, today, declined: own.declined, calendarSince: own.feed?.address?.at },
    name: greetingName(student),
    nameForm: { asked: student.ownName?.name, inRoster: rosterName(student), ...notTaken.name },
    corrections: { open: own.corrections, fault: notTaken.correction, timeZone: school.timeZone },
    titleOf: (session) => [seriesToName(program, session) ?? "", session.title].filter(Boolean).join(": "),
    track: tracks.find(({ id }) => id === student.track)?.title ?? student.track,
    pause: pauseOf(student, today),
    road: roadOf(program, student, today),
    plan: myPlan(program, student, parts, today),
    sessions: sortSessions(await theirSessions({ program, ...stores }, student, now), now),
    links: linksFor(await needs.keys(), { program, student }, now),
  });
};
