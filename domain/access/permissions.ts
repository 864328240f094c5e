import type { Role } from "./user.ts";

/** What can be done on the pages, each in the words of `docs/roles.md`. */
export const ACTIONS = {
  "see-overview": "See what goes out next, what is held and what waits for somebody",
  "see-progress": "See where cohorts stand with each item",
  "see-student": "Find a student and see their timeline, tasks and mails",
  "see-own-students": "See how their own students stand, first who is behind",
  "see-specialty": "See the specialty that a student leans to",
  "see-calendar": "See the calendar and its unscheduled windows",
  "see-guests": "See who comes to a session, who waits and who came",
  "see-dietary": "See the dietary needs of a dinner, without names",
  "see-unmatched": "See who is marked as unmatched",
  "see-records": "See who did what and when",
  export: "Export a list, or everything about a student",
  note: "Keep notes to oneself about a student",
  "settle-task": "Attest, waive or reopen a student's task",
  "hold-meeting": "Record that a required meeting was booked or held",
  nudge: "Send a reminder now",
  "take-attendance": "Record who came to a session",
  "correct-student": "Add or correct a single student, pause their mails, settle who they are",
  import: "Upload rosters, sessions and evidence, and take the last import back",
  "approve-import": "Let an import count that waits for a yes",
  "pause-mailing": "Pause a mailing, take it up again",
  "settle-mail": "Settle a mail of which nobody knows whether it went out",
  "approve-mailing": "Approve the first mailing of an item",
  "mark-unmatched": "Mark who did not match, or take the mark away",
  "manage-people": "Say who has which role",
  erase: "Erase a graduate who asks for it",
} as const;
export type Action = keyof typeof ACTIONS;

const OFFICE: readonly Role[] = ["dean", "director", "staff"];
const IN_CHARGE: readonly Role[] = ["dean", "director"];
const ADVISORS: readonly Role[] = [
  "society-advisor",
  "pce-advisor",
  "specialty-advisor",
  "residency-application-advisor",
];

/** `all`: whoever may do it for everybody; `own`: who may do it for their own students, sessions and items alone. */
interface Permission {
  all: readonly Role[];
  own?: readonly Role[];
}

/** Which role may do what: the only place that says it. Whoever is named nowhere sees a sentence and whom to ask. */
export const PERMISSIONS: Readonly<Record<Action, Permission>> = {
  "see-overview": { all: [...OFFICE, "viewer"] },
  "see-progress": { all: [...OFFICE, "viewer"], own: [...ADVISORS, "item-owner"] },
  "see-student": { all: [...OFFICE, "viewer"], own: ADVISORS },
  "see-own-students": { all: [], own: ADVISORS },
  "see-specialty": { all: ["dean"], own: ADVISORS },
  "see-calendar": { all: [...OFFICE, "viewer", ...ADVISORS, "liaison", "mentor", "alumni-advisor", "item-owner"] },
  "see-guests": { all: OFFICE, own: ["item-owner"] },
  "see-dietary": { all: [], own: ["item-owner"] },
  "see-unmatched": { all: ["dean"] },
  "see-records": { all: OFFICE },
  export: { all: OFFICE },
  note: { all: [], own: ADVISORS },
  "settle-task": { all: OFFICE, own: ADVISORS },
  "hold-meeting": { all: OFFICE, own: ADVISORS },
  nudge: { all: OFFICE },
  "take-attendance": { all: OFFICE, own: ["item-owner"] },
  "correct-student": { all: OFFICE },
  import: { all: OFFICE },
  "approve-import": { all: OFFICE },
  "pause-mailing": { all: OFFICE },
  "settle-mail": { all: OFFICE },
  "approve-mailing": { all: IN_CHARGE },
  "mark-unmatched": { all: ["dean"] },
  "manage-people": { all: IN_CHARGE },
  erase: { all: IN_CHARGE },
};
