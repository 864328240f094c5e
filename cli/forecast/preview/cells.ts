import type { OutlookDigest } from "#domain/forecast/digests.ts";
import type { DependentMail } from "#domain/forecast/foretell/dependent-mails.ts";
import type { OutlookEscalation } from "#domain/forecast/foretell-escalations.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { WithoutDay } from "#domain/forecast/without-day.ts";
import { schoolDate, schoolMinute } from "#domain/time/dates.ts";
import type { Cells } from "../../office/table.ts";
import type { HeldRow } from "../report.ts";
import type { Grouping, MailGroup } from "./grouped.ts";

/** Columns of a preview as a CSV: a row a mail, what is in a digest, who is escalated, what is held or has no day. */
export const COLUMNS = [
  ...["state", "date", "time", "student_id", "to", "occurrence", "wave", "mail", "also_tells", "reason", "owner"],
];

const mailCells = (mail: OutlookMail, timeZone: string): Cells => ({
  state: "mail",
  date: schoolDate(mail.at, timeZone),
  time: schoolMinute(mail.at, timeZone).slice("2027-04-01 ".length),
  student_id: mail.studentId,
  ...{ to: mail.to, occurrence: mail.occurrence, wave: mail.wave, mail: mail.template },
  also_tells: (mail.carries ?? []).join(" "),
});

const digestCells = ({ studentId, at, items }: OutlookDigest, timeZone: string): Cells[] =>
  items.map(({ occurrence, wave }) => ({
    state: "in a digest",
    date: schoolDate(at, timeZone),
    ...{ student_id: studentId, occurrence, wave },
  }));

const heldCells = (row: HeldRow | WithoutDay["held"][number]): Cells =>
  "studentId" in row
    ? { state: "held", student_id: row.studentId, reason: row.reason }
    : { state: "held", occurrence: row.occurrence, reason: row.reason, owner: row.owner ?? "" };

const unscheduledCells = ({ milestone, window, owner = "" }: WithoutDay["unscheduled"][number]): Cells => ({
  ...{ state: "unscheduled", occurrence: milestone, owner },
  reason: window === undefined ? "its session has no day" : `no day from ${window.from} to ${window.to} is set`,
});

const escalationCells = ({ at, studentId, to = "", occurrence }: OutlookEscalation, timeZone: string): Cells => ({
  state: "escalated",
  date: schoolDate(at, timeZone),
  time: schoolMinute(at, timeZone).slice("2027-04-01 ".length),
  student_id: studentId,
  ...{ to, occurrence, reason: to === "" ? "nobody is known to tell" : "" },
});

const dependentCells = ({ occurrence, wave, dependsOn, from }: DependentMail): Cells => ({
  ...{ state: "depends", date: from, occurrence, wave },
  reason: dependsOn === "answers" ? "it goes to those who say yes" : "it goes to those who came",
});

interface Foretold extends Pick<WithoutDay, "unscheduled"> {
  mails: readonly OutlookMail[];
  escalations: readonly OutlookEscalation[];
  digests: readonly OutlookDigest[];
  held: readonly (HeldRow | WithoutDay["held"][number])[];
  dependent?: readonly DependentMail[];
  timeZone: string;
}

/** Each mail and escalation of a preview, each thing in a digest, that is held, or that has no day, as cells. */
export const previewCells = ({ mails, digests, escalations, held, unscheduled, ...told }: Foretold): Cells[] => [
  ...mails.map((mail) => mailCells(mail, told.timeZone)),
  ...digests.flatMap((digest) => digestCells(digest, told.timeZone)),
  ...escalations.map((one) => escalationCells(one, told.timeZone)),
  ...held.map(heldCells),
  ...unscheduled.map(unscheduledCells),
  ...(told.dependent ?? []).map(dependentCells),
];

const shown = (of: MailGroup["of"]): string =>
  Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

/** Groups as cells: a column of a group's own name, e.g. `day`, then its numbers. */
export const groupCells = (groups: readonly MailGroup[], by: Grouping): Cells[] =>
  groups.map(({ name, students, mails, first, last, of }) => ({
    [by]: name,
    ...{ students: String(students), mails: String(mails) },
    ...(by !== "day" && { first, last }),
    [by === "item" ? "waves" : "items"]: shown(of),
  }));
