import { createSecretKey } from "node:crypto";
import type { LinkKeys } from "#adapters/links/link-token.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { Student } from "#domain/people/student.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

export const keys: LinkKeys = { current: { kid: "k1", key: createSecretKey("a".repeat(64), "utf8") } };

/** A student of the class that is in its PCE in April 2027. */
export const studentNamed = (key: string, change: Partial<Student> = {}): Student =>
  Student.parse({
    schoolId: `S-${key}`,
    person: key,
    program: "hms",
    email: `${key}@students.example`,
    firstName: key,
    lastName: "Example",
    track: "pathways",
    anchors: { matriculation: 2025, graduation: 2029 },
    society: "Castle",
    status: "active",
    joinedOn: "2025-08-01",
    ...change,
  });

export const occurrence = "retake-cim-survey@2027";
export const plannedAt = "2027-04-01T13:00:00.000Z";
export const queuedAt = "2027-04-01T13:00:04.000Z";

/** The opening mail of April 2027 to those students, with any field changed. */
export const messageTo = (students: readonly Student[], change: Partial<MailPlanned> = {}): MailPlanned => ({
  type: "mail.planned",
  version: 2,
  program: program.id,
  occurrence,
  wave: "open",
  plannedAt,
  people: students.map(({ schoolId }) => schoolId),
  ...change,
});

/** Everything that sending needs, in memory, with those students on the roster. */
export const schoolWith = async (students: readonly Student[]) => {
  const { people, parts, choices, mailings, escalations, preflight, pace, sessions, guestLists } = memoryRecords();
  const account = memorySendingAccount();
  const mailer = memoryMailer();
  for (const student of students) await people.save(student);
  const sending = { mailer, account, pace, mailings, preflight };
  return {
    program,
    writers: WRITERS,
    people,
    parts,
    choices,
    escalations,
    sessions,
    guestLists,
    ...sending,
    keys: async () => keys,
    siteUrl: "https://careers.school.example",
  };
};
