import type { AuditSubject } from "#domain/access/audit-record.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { Student } from "#domain/people/student.ts";
import { aboutStudent, type DeedToRecord, type Recorder, recordDeed } from "../audit/record-deed.ts";
import type { Office } from "./office.ts";
import type { OfficeDeeds } from "./office-deeds.ts";

const student = (one: Student): AuditSubject[] => [aboutStudent(one)];
const students = (keys: readonly string[]): AuditSubject[] => keys.map((person) => aboutStudent({ person }));
const session = (key: string): AuditSubject => ({ what: "session", key });
const mailing = (one: Mailing): AuditSubject[] => [{ what: "mailing", key: mailingName(one) }];
const roster = ({ id }: { id: string }): AuditSubject[] => [{ what: "import", key: id }];
const first = ({ occurrence }: { occurrence: { id: string } }): AuditSubject[] => [
  { what: "occurrence", key: occurrence.id },
];

const SETTLED = { done: "done", waived: "waive", "due again": "reopen" } as const;

const MEETING = {
  booked: "book-meeting",
  held: "hold-meeting",
  "not booked": "undo-meeting",
  "not held": "undo-meeting",
} as const;

const UPLOADED = {
  desk: "of people or sessions",
  complete: "that names everybody",
  evidence: "of who did it",
  attendance: "of who came",
} as const;

/** How each deed is recorded, by what it is asked: the compiler names one that lacks here. */
const RECORDED: { [Name in keyof OfficeDeeds]: (...asked: Parameters<OfficeDeeds[Name]>) => DeedToRecord } = {
  saveAttendance: (id, { shown, came }) => ({
    action: "attendance",
    about: [session(id), ...students(shown)],
    says: `${came.length} of ${shown.length} shown`,
  }),
  openRoom: (id) => ({ action: "room-code", about: [session(id)] }),
  releasePerson: (one) => ({ action: "release", about: student(one), says: one.held?.reason ?? "" }),
  holdAgain: (one) => ({ action: "hold-again", about: student(one) }),
  pausePerson: (one) => ({ action: "pause-student", about: student(one) }),
  takeUpPerson: (one) => ({ action: "take-up-student", about: student(one) }),
  settleTask: (one, { id }, { kind }) => ({
    action: SETTLED[kind],
    about: [...student(one), { what: "occurrence", key: id }],
  }),
  recordMeeting: (one, { id }, { decision }) => ({
    action: MEETING[decision],
    about: [...student(one), { what: "occurrence", key: id }],
  }),
  nudge: ({ cell: { cohort, occurrence }, to }) => ({
    action: "nudge",
    about: [{ what: "occurrence", key: occurrence.id }, ...students(to.map(({ student: { person } }) => person))],
    says: cohort,
  }),
  settleCorrection: ({ student: person, subject }) => ({
    ...{ action: "settle-correction", about: students([person]), says: subject },
  }),
  takeNameBack: (one) => ({ action: "name-back", about: student(one) }),
  retryAddress: (one) => ({ action: "retry-address", about: student(one) }),
  takeChoiceBack: (one, kind) => ({ action: "choice-back", about: student(one), says: kind }),
  exportStudent: ({ student: one }) => ({ action: "export-student", about: student(one) }),
  erasePerson: (one) => ({ action: "erase-student", about: student(one) }),
  merge: ({ stays, gone }) => ({ action: "merge", about: [...student(stays), ...student(gone)], says: "first stays" }),
  uploadFile: ({ as }) => ({
    action: "upload",
    about: as.as === "attendance" ? [session(as.session)] : [],
    says: as.as === "evidence" ? `${UPLOADED.evidence}, ${as.milestone}` : UPLOADED[as.as],
  }),
  approveImport: (one) => ({ action: "approve-import", about: roster(one) }),
  discardImport: (one) => ({ action: "discard-import", about: roster(one) }),
  takeBack: (taken) => ({
    action: "take-import-back",
    about: [...roster(taken.import), ...[...taken.putBack.map(({ now }) => now), ...taken.removed].flatMap(student)],
  }),
  decideMails: (mails, decision) => ({
    action: decision === "send again" ? "send-again" : "leave-mails",
    about: [
      ...[...new Set(mails.map(({ part, wave }) => mailingName({ occurrence: part.occurrence, wave })))].map(
        (key): AuditSubject => ({ what: "mailing", key }),
      ),
      ...students([...new Set(mails.map(({ part }) => part.student))]),
    ],
    says: `${mails.length} ${mails.length === 1 ? "mail" : "mails"}`,
  }),
  approveFirst: (one) => ({ action: "approve-mailing", about: first(one) }),
  takeApprovalBack: (one) => ({ action: "disapprove-mailing", about: mailing(one) }),
  pauseMailing: (one) => ({ action: "pause-mailing", about: mailing(one) }),
  resumeMailing: (one) => ({ action: "resume-mailing", about: mailing(one) }),
};

/** Some deeds answer in a word of their own whether anything came of them. */
const CHANGED: Partial<{ [Name in keyof OfficeDeeds]: (said: Awaited<ReturnType<OfficeDeeds[Name]>>) => boolean }> = {
  approveImport: (said) => said === "said",
  erasePerson: (said) => said === "erased",
  approveFirst: (said) => said === "approved",
  decideMails: ({ decided }) => decided > 0,
  nudge: (sent) => sent > 0,
};

/**
 * The office of a school, with all that is done there on record.
 * @param recorder who does it, asked anew for each deed
 */
export const recordedOffice = (office: Office, recorder: () => Recorder): Office => {
  const recorded = <Asked extends unknown[], Said>(
    told: (...asked: Asked) => DeedToRecord,
    deed: (...asked: Asked) => Promise<Said>,
    hasChanged?: (said: Said) => boolean,
  ) => {
    return (...asked: Asked): Promise<Said> => recordDeed(recorder(), told(...asked), () => deed(...asked), hasChanged);
  };
  const deeds: OfficeDeeds = {
    saveAttendance: recorded(RECORDED.saveAttendance, office.saveAttendance),
    openRoom: recorded(RECORDED.openRoom, office.openRoom),
    releasePerson: recorded(RECORDED.releasePerson, office.releasePerson),
    holdAgain: recorded(RECORDED.holdAgain, office.holdAgain),
    pausePerson: recorded(RECORDED.pausePerson, office.pausePerson),
    takeUpPerson: recorded(RECORDED.takeUpPerson, office.takeUpPerson),
    settleTask: recorded(RECORDED.settleTask, office.settleTask),
    recordMeeting: recorded(RECORDED.recordMeeting, office.recordMeeting),
    nudge: recorded(RECORDED.nudge, office.nudge, CHANGED.nudge),
    settleCorrection: recorded(RECORDED.settleCorrection, office.settleCorrection),
    takeNameBack: recorded(RECORDED.takeNameBack, office.takeNameBack),
    retryAddress: recorded(RECORDED.retryAddress, office.retryAddress),
    takeChoiceBack: recorded(RECORDED.takeChoiceBack, office.takeChoiceBack),
    exportStudent: recorded(RECORDED.exportStudent, office.exportStudent),
    erasePerson: recorded(RECORDED.erasePerson, office.erasePerson, CHANGED.erasePerson),
    merge: recorded(RECORDED.merge, office.merge),
    uploadFile: recorded(RECORDED.uploadFile, office.uploadFile),
    approveImport: recorded(RECORDED.approveImport, office.approveImport, CHANGED.approveImport),
    discardImport: recorded(RECORDED.discardImport, office.discardImport),
    takeBack: recorded(RECORDED.takeBack, office.takeBack),
    decideMails: recorded(RECORDED.decideMails, office.decideMails, CHANGED.decideMails),
    approveFirst: recorded(RECORDED.approveFirst, office.approveFirst, CHANGED.approveFirst),
    takeApprovalBack: recorded(RECORDED.takeApprovalBack, office.takeApprovalBack),
    pauseMailing: recorded(RECORDED.pauseMailing, office.pauseMailing),
    resumeMailing: recorded(RECORDED.resumeMailing, office.resumeMailing),
  };
  return { ...office, ...deeds };
};
