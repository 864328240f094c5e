import type { Sessions } from "#adapters/sessions/sessions.ts";
import { isActive, isReached } from "#domain/calendar/current-occurrences.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phasesOf } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { titleOf } from "#domain/sessions/calendar-entries.ts";
import { isInvited, itemItself } from "#domain/sessions/guests.ts";
import { sessionTemplate } from "#domain/sessions/invitation.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import { withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import { instantAt } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { RosterToRead } from "../records.ts";
import { phaseTitle, waveText } from "../titles.ts";
import type { FirstMailingSubject } from "./approve-first.ts";

/** A mail that somebody may look at before it goes out: what it is of, when, and one who gets it. */
export interface MailToLookAt {
  occurrence: FirstMailingSubject;
  at: string;
  one: Student;
}

/** Something that happens to somebody on a day ahead. */
export interface GoingOut {
  /** Instant, ISO 8601 UTC. */
  at: string;
  what: string;
  students: number;
  cohorts: string[];
  /** True where those who answer before then will get no mail. */
  isFewer: boolean;
  /** The mailing that goes out, and its mail; absent where it is none. */
  mailing?: Mailing;
  mail?: MailToLookAt;
}

type GoingOutNeeds = RosterToRead & { program: Program; sessions: Pick<Sessions, "all"> };

/**
 * What lies ahead, soonest first, later today included: which mails go out, who is invited to what, and who moves into
 * a phase. What depends on answers that are still to come, such as the eve of a session, is not foretold.
 * @param now ISO 8601 UTC
 * @param until ISO 8601 UTC
 */
export const goingOut = async (
  { program: rules, people, sessions }: GoingOutNeeds,
  { now, until }: { now: string; until: string },
): Promise<GoingOut[]> => {
  const [all, known] = await Promise.all([people.all(), sessions.all()]);
  const program = withGivenWindows(rules, known);
  const kinds = alike(
    program,
    all.filter(({ held }) => held === undefined),
  );
  const isAhead = ({ at }: { at: string }) => at > now && at <= until;
  const ahead = kinds.flatMap(({ one, count }) =>
    [...mailingsOf(program, one), ...movesOf(program, one), ...invitationsOf(program, one, known)]
      .filter(isAhead)
      .map((each) => ({ ...each, students: count, cohorts: [cohortOf(one)] })),
  );
  const together = Map.groupBy(ahead, ({ at, what }) => `${at} ${what}`);
  return [...together.values()]
    .flatMap((alikes) => alikes.slice(0, 1).map((first) => ({ ...first, ...sumOf(alikes) })))
    .sort((a, b) => (a.at === b.at ? b.students - a.students : a.at < b.at ? -1 : 1));
};

const sumOf = (those: readonly GoingOut[]): Pick<GoingOut, "students" | "cohorts"> => ({
  students: those.reduce((sum, { students }) => sum + students, 0),
  cohorts: [...new Set(those.flatMap(({ cohorts }) => cohorts))].toSorted(),
});

type OfOne = Omit<GoingOut, "students" | "cohorts">;

const mailingsOf = (program: Program, one: Student): OfOne[] =>
  occurrencesFor(program, one).flatMap(({ id, waves, milestone }) =>
    waves
      .filter(({ day }) => isReached(one, milestone, day))
      .map(({ name, at, template }) => {
        const of = { id, item: milestone.id, title: milestone.title, owner: milestone.owner, template };
        const what = waveText(milestone.title, name);
        const mailing = { occurrence: id, wave: name };
        return { at, what, isFewer: name !== "open", mailing, mail: { occurrence: of, at, one } };
      }),
  );

const invitationsOf = (program: Program, one: Student, sessions: readonly KnownSession[]): OfOne[] =>
  sessions
    .filter((session) => session.status === "planned" && isInvited(program, session, one))
    .map((session) => {
      const [id, at, title] = [
        sessionSubject(session.id),
        invitedFrom(program, session),
        titleOf(program, session),
      ] as const;
      const template = sessionTemplate(program, session, "open");
      const of = { id, item: session.item, title, owner: itemItself(program, session)?.owner, template, session };
      const mail = { occurrence: of, at, one };
      return { at, what: `Invitation: ${title}`, isFewer: false, mailing: firstMailing(id), mail };
    });

const movesOf = (program: Program, one: Student): OfOne[] =>
  phasesOf(program, one)
    .filter(({ begins }) => isActive(one, begins))
    .map(({ phase, begins }) => ({
      at: instantAt(begins, program.school.sendAt, program.school.timeZone),
      what: `Phase: ${phaseTitle(program, { track: one.track, phase })}`,
      isFewer: false,
    }));
