import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { faultLine } from "#files/fault.ts";
import { mailDates, mailValues } from "#files/letters/mail-values.ts";
import { readTemplate } from "#files/program-folder/index.ts";
import { createRenderers } from "../../../local/emulators/ses-templates.ts";
import { InputFault } from "../../faults.ts";
import type { LetterNamed } from "./letter-named.ts";

export interface SampleLetter {
  to: string;
  at: string;
  subject: string;
  text: string;
  html: string;
}

// No address under .invalid leads anywhere (RFC 2606).
const SAMPLE = "https://sample.invalid";
const LINKS = { link: `${SAMPLE}/the-students-own-link`, preferences: `${SAMPLE}/the-students-mail-choices` };

/** Where a letter comes from: the program and its folder, the forecast's mails, and the student as they are then. */
interface LetterSources {
  dir: string;
  program: Program;
  mails: readonly OutlookMail[];
  student: Student | undefined;
  roster: string;
}

const alsoOpen = (program: Program, { carries = [] }: OutlookMail) =>
  carries
    .flatMap((id) => findOccurrence(program, id) ?? [])
    .map((one) => ({ title: one.milestone.title, link: LINKS.link, closesOn: mailDates(one).closesOn }));

const refuse = (file: string, what: string, mend: string): never => {
  throw new InputFault([faultLine({ file, line: 1, what, mend })]);
};

/**
 * Writes a mail of the forecast as it would look, with the student's own values; its links lead nowhere.
 * @throws InputFault where the forecast has no such mail, or the mail does not render
 */
export const letterOf = async (
  { dir, program, mails, student, roster }: LetterSources,
  { studentId, occurrence, wave }: LetterNamed,
): Promise<SampleLetter> => {
  const mail = mails.find((one) => one.studentId === studentId && one.occurrence === occurrence && one.wave === wave);
  const matter = findOccurrence(program, occurrence);
  if (mail === undefined || matter === undefined || student === undefined) {
    const what = `${studentId} gets no ${wave} of ${occurrence} in that time`;
    return refuse(roster, what, "`matchward explain` says what becomes of it");
  }
  const template = await readTemplate(dir, mail.template);
  const renderer = template && createRenderers([{ ...template, name: template.id }])(template.id);
  if (renderer === undefined)
    return refuse(dir, `The mail ${mail.template} does not render`, "`matchward check` says why");
  const tracks = program.tracks.map(({ id }) => id);
  const values = { ...mailValues(student, mailDates(matter), LINKS, alsoOpen(program, mail), tracks) };
  return {
    to: mail.to,
    at: mail.at,
    subject: renderer.subject(values),
    text: renderer.text(values),
    html: renderer.html(values),
  };
};

/** A letter as plain text, under the lines that a mailbox shows above it. */
export const letterText = ({ school }: Program, { to, at, subject, text }: SampleLetter): string =>
  [
    `From: ${school.sender.name}`,
    `To: ${to}`,
    `Date: ${schoolMinute(at, school.timeZone)}`,
    `Subject: ${subject}`,
    "",
    text,
  ].join("\n");
