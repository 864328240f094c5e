import * as z from "zod/mini";

/** What staff do that is kept on record, in the words in which it is listed. */
export const AUDIT_ACTIONS = {
  "sign-in": "Signed in",
  "hold-again": "Held again",
  release: "Let go of",
  "pause-student": "Paused a student",
  "take-up-student": "Took a student up again",
  "export-student": "Exported all that is on record of a student",
  "erase-student": "Erased a graduate",
  merge: "Made one of two",
  attendance: "Recorded who came",
  "room-code": "Opened a room for check-in",
  upload: "Uploaded a file",
  "approve-import": "Let a roster count",
  "discard-import": "Left a roster out",
  "take-import-back": "Took a roster back",
  "send-again": "Sent mails again",
  "leave-mails": "Left mails as they may be",
  "approve-mailing": "Approved a first mailing",
  "disapprove-mailing": "Took an approval back",
  "pause-mailing": "Paused a mailing",
  "resume-mailing": "Took a mailing up again",
  nudge: "Reminded by hand",
  done: "Recorded a task as done",
  waive: "Waived a task",
  reopen: "Made a task due again",
  "book-meeting": "Recorded a meeting as booked",
  "hold-meeting": "Recorded a meeting as held",
  "undo-meeting": "Took back what was recorded of a meeting",
  evidence: "Verified tasks by a list",
  "choice-back": "Took back a refusal of mails, at the student’s word",
  "settle-correction": "Settled what a student asked to have corrected",
  "name-back": "Took back a name that a student had asked to be called by",
  "retry-address": "Tried an address again",
  rename: "Gave somebody another number",
  remove: "Took somebody out of sight",
  "put-back": "Brought somebody back",
  "feeds-anew": "Had calendars written anew",
  "feed-readdressed": "Gave a class’s calendar a new address",
  "feed-ended": "Ended the address of a class’s calendar",
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

const isKnown = (action: string): action is AuditAction => Object.hasOwn(AUDIT_ACTIONS, action);

/** What was done, in words; its name where newer code wrote it. */
export const auditActionOf = (action: string): string => (isKnown(action) ? AUDIT_ACTIONS[action] : action);

/** Who did it. `key`: opaque, the same each time for the same person, so that it may stand in an address. */
export const Actor = z.object({ key: z.string(), name: z.string() });
export type Actor = z.infer<typeof Actor>;

/** Whom or what a deed was about, by an opaque key or a name of the program's. */
export const AuditSubject = z.object({
  what: z.enum(["student", "session", "mailing", "occurrence", "import"]),
  key: z.string(),
});
export type AuditSubject = z.infer<typeof AuditSubject>;

/** What somebody was about to do. `says`: in a few words of ours; nobody's name, and nothing that somebody typed. */
export const AuditOrder = z.object({
  /** Begins with `at`, so that ids sort by it. */
  id: z.string(),
  at: z.string(),
  by: Actor,
  /** One of `AUDIT_ACTIONS`, or one that newer code knows. */
  action: z.string(),
  about: z.array(AuditSubject),
  says: z.string(),
});
export type AuditOrder = z.infer<typeof AuditOrder>;

/** What became of it. `failed`: it broke off, so that a part of it may be done. */
export const AuditOutcome = z.enum(["done", "nothing changed", "failed"]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** A deed on record; without an outcome it is under way, or broke off where nobody could say so. */
export type AuditRecord = AuditOrder & { outcome?: AuditOutcome | undefined };
