import { signCalendarLink } from "#adapters/links/calendar-token.ts";
import { choicesExpireAt, signChoiceLink } from "#adapters/links/choice-token.ts";
import { signGuestLink } from "#adapters/links/guest-token.ts";
import { type LinkKeys, signLink } from "#adapters/links/link-token.ts";
import { linkExpiresAt } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { guestLinkExpiresAt } from "#domain/sessions/session-waves.ts";
import type { PlanLinks } from "#pages/plan/visit.ts";
import { calendarPath, guestPath, studentPath } from "#pages/routes.ts";

/** A student's own links to the pages that their mails lead to, signed anew. @param now ISO 8601 UTC */
export const linksFor = (keys: LinkKeys, { program, student }: { program: Program; student: Student }, now: string) => {
  const whose = { program: program.id, student: student.person };
  const standing = { ...whose, expiresAt: choicesExpireAt(student) };
  return {
    item: (occurrence) => {
      const expiresAt = linkExpiresAt(program, occurrence, now);
      return studentPath("survey", signLink(keys, { ...whose, occurrence: occurrence.id, expiresAt }));
    },
    session: (session) =>
      guestPath(
        signGuestLink(keys, { ...whose, session: session.id, expiresAt: guestLinkExpiresAt(program, session) }),
      ),
    choices: studentPath("preferences", signChoiceLink(keys, { ...standing, kind: "essential" })),
    calendar: calendarPath(signCalendarLink(keys, standing)),
  } satisfies PlanLinks;
};
