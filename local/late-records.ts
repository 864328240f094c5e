import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { Choices } from "#adapters/choices/choices.ts";
import type { Feeds } from "#adapters/feeds/feeds.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { ProgressCounts } from "#adapters/progress/progress.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { OfficeRecords } from "#office/records.ts";

/** Opens a store when one of its methods is first called. */
type Late<Store> = () => Promise<Store>;

export const lateAuditLog = (log: Late<AuditLog>): AuditLog => ({
  order: async (ordered) => (await log()).order(ordered),
  settle: async (...settled) => (await log()).settle(...settled),
  newest: async (asked) => (await log()).newest(asked),
});

export const lateCorrections = (corrections: Late<OfficeRecords["corrections"]>): OfficeRecords["corrections"] => ({
  open: async () => (await corrections()).open(),
  settle: async (...settled) => (await corrections()).settle(...settled),
  forget: async (...gone) => (await corrections()).forget(...gone),
});

export const lateMailings = (mailings: Late<OfficeRecords["mailings"]>): OfficeRecords["mailings"] => ({
  get: async (mailing) => (await mailings()).get(mailing),
  pause: async (...paused) => (await mailings()).pause(...paused),
  resume: async (...resumed) => (await mailings()).resume(...resumed),
  approve: async (...approved) => (await mailings()).approve(...approved),
  disapprove: async (mailing) => (await mailings()).disapprove(mailing),
  all: async () => (await mailings()).all(),
  paused: async () => (await mailings()).paused(),
});

export const lateFeeds = (feeds: Late<Feeds>): OfficeRecords["feeds"] => ({
  look: async (...asked) => (await feeds()).look(...asked),
  readdress: async (...given) => (await feeds()).readdress(...given),
  markAll: async (mark) => (await feeds()).markAll(mark),
  forget: async (owner) => (await feeds()).forget(owner),
});

export const latePeople = (people: Late<People>): OfficeRecords["people"] => ({
  all: async (...which) => (await people()).all(...which),
  enrolled: async () => (await people()).enrolled(),
  callThemselves: async (...called) => (await people()).callThemselves(...called),
  forgetAddress: async (...of) => (await people()).forgetAddress(...of),
  hold: async (...held) => (await people()).hold(...held),
  move: async (...moved) => (await people()).move(...moved),
  merge: async (...merged) => (await people()).merge(...merged),
  remove: async (...removed) => (await people()).remove(...removed),
  save: async (student) => (await people()).save(student),
  isElsewhere: async (schoolId) => (await people()).isElsewhere(schoolId),
  erase: async (...erased) => (await people()).erase(...erased),
});

export const lateParts = (parts: Late<Parts>): OfficeRecords["parts"] => ({
  ofOccurrence: async (...asked) => (await parts()).ofOccurrence(...asked),
  asOfNow: async (occurrence) => (await parts()).asOfNow(occurrence),
  decide: async (...decided) => (await parts()).decide(...decided),
  begin: async (...begun) => (await parts()).begin(...begun),
  verify: async (...verified) => (await parts()).verify(...verified),
  unverify: async (...seen) => (await parts()).unverify(...seen),
  book: async (...booked) => (await parts()).book(...booked),
  unbook: async (part) => (await parts()).unbook(part),
  waive: async (...waived) => (await parts()).waive(...waived),
  reopen: async (...reopened) => (await parts()).reopen(...reopened),
  takeUp: async (...taken) => (await parts()).takeUp(...taken),
  resume: async (...resumed) => (await parts()).resume(...resumed),
  get: async (...asked) => (await parts()).get(...asked),
  fold: async (...folded) => (await parts()).fold(...folded),
  ofStudents: async (...asked) => (await parts()).ofStudents(...asked),
  forget: async (part) => (await parts()).forget(part),
});

export const lateProgress = (progress: Late<ProgressCounts>): OfficeRecords["progress"] => ({
  since: async (year) => (await progress()).since(year),
});

export const lateAccessCodes = (codes: Late<AccessCodes>): OfficeRecords["accessCodes"] => ({
  all: async () => (await codes()).all(),
  get: async (student) => (await codes()).get(student),
  save: async (...saved) => (await codes()).save(...saved),
  forget: async (student) => (await codes()).forget(student),
});

export const lateChoices = (choices: Late<Choices>): OfficeRecords["choices"] => ({
  of: async (student) => (await choices()).of(student),
  all: async () => (await choices()).all(),
  recorded: async (student) => (await choices()).recorded(student),
  takeBack: async (...taken) => (await choices()).takeBack(...taken),
  fold: async (...folded) => (await choices()).fold(...folded),
  forget: async (student) => (await choices()).forget(student),
});

export const lateSessions = (sessions: Late<Sessions>): OfficeRecords["sessions"] => ({
  all: async () => (await sessions()).all(),
  get: async (id) => (await sessions()).get(id),
});

export const lateGuestLists = (lists: Late<GuestLists>): OfficeRecords["guestLists"] => ({
  get: async (id) => (await lists()).get(id),
  came: async (...those) => (await lists()).came(...those),
  notCome: async (...those) => (await lists()).notCome(...those),
  openRoom: async (...code) => (await lists()).openRoom(...code),
  some: async (ids) => (await lists()).some(ids),
  fold: async (...folded) => (await lists()).fold(...folded),
});
