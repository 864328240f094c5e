import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { OutlookDigest } from "#domain/forecast/digests.ts";
import type { SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import { briefOf, DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import type { Student } from "#domain/people/student.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { faultLine } from "#files/fault.ts";
import { digestValues, type ToldThing } from "#files/letters/digest-values.ts";
import { mailDates, mailValues } from "#files/letters/mail-values.ts";
import { readTemplate } from "#files/program-folder/index.ts";
import { createRenderers } from "../../../local/emulators/ses-templates.ts";
import { InputFault } from "../../faults.ts";
import type { LetterNamed } from "./letter-named.ts";
import { sessionLetterValues, sessionTold } from "./session-letter.ts";

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
  digests: readonly OutlookDigest[];
  sessions?: readonly SessionsArrival[];
  student: Student | undefined;
  roster: string;
}

const alsoOpen = (program: Program, { carries = [] }: OutlookMail) =>
  carries
    .flatMap((id) => findOccurrence(program, id) ?? [])
    .map((one) => ({ title: one.milestone.title, link: LINKS.link, closesOn: mailDates(one).closesOn }));

const isOf =
  ({ occurrence, wave }: Omit<LetterNamed, "studentId">) =>
  (one: { occurrence: string; wave: string }): boolean =>
    one.occurrence === occurrence && one.wave === wave;

// What is in a digest is asked for by its own name.
const mailNamed = ({ mails, digests }: LetterSources, named: LetterNamed): OutlookMail | undefined => {
  const theirs = mails.filter(({ studentId }) => studentId === named.studentId);
  const digest = digests.find(({ studentId, items }) => studentId === named.studentId && items.some(isOf(named)));
  return (
    theirs.find(isOf(named)) ?? theirs.find(({ at, template }) => template === DIGEST_TEMPLATE && at === digest?.at)
  );
};

const told = ({ program, digests, sessions: files = [] }: LetterSources, student: Student, mail: OutlookMail) => {
  const digest = digests.find((one) => one.studentId === student.schoolId && one.at === mail.at);
  return (digest?.items ?? []).flatMap((item): ToldThing[] => {
    if (sessionOf(item.occurrence) !== undefined)
      return [sessionTold({ program, files, student, mail: { ...mail, ...item } }, LINKS) ?? []].flat();
    const occurrence = findOccurrence(program, item.occurrence);
    const wave = occurrence?.waves.find(({ name }) => name === item.wave);
    if (occurrence === undefined || wave === undefined) return [];
    const { text } = mailValues(student, mailDates(occurrence), LINKS);
    return [{ brief: briefOf(program, occurrence, wave, student.track), text }];
  });
};

const ownValues = (sources: LetterSources, student: Student, mail: OutlookMail) => {
  const { program, mails, sessions: files = [] } = sources;
  if (sessionOf(mail.occurrence) !== undefined)
    return sessionLetterValues({ program, files, student, mail, mails }, LINKS);
  const matter = findOccurrence(program, mail.occurrence);
  const tracks = program.tracks.map(({ id }) => id);
  const isDigest = mail.template === DIGEST_TEMPLATE;
  return matter && mailValues(student, mailDates(matter), LINKS, isDigest ? [] : alsoOpen(program, mail), tracks);
};

const valuesOf = (sources: LetterSources, student: Student, mail: OutlookMail) => {
  const own = ownValues(sources, student, mail);
  if (own === undefined || mail.template !== DIGEST_TEMPLATE) return own;
  const { text, html } = digestValues(told(sources, student, mail));
  return { text: { ...own.text, ...text }, html: { ...own.html, ...html } };
};

const refuse = (file: string, what: string, mend: string): never => {
  throw new InputFault([faultLine({ file, line: 1, what, mend })]);
};

/**
 * Writes a mail of the forecast as it would look, with the student's own values; its links lead nowhere.
 * @throws InputFault where the forecast has no such mail, or the mail does not render
 */
export const letterOf = async (sources: LetterSources, named: LetterNamed): Promise<SampleLetter> => {
  const { dir, student, roster } = sources;
  const { studentId, occurrence, wave } = named;
  const mail = mailNamed(sources, named);
  const values = mail && student && valuesOf(sources, student, mail);
  if (mail === undefined || values === undefined) {
    const what = `${studentId} gets no ${wave} of ${occurrence} in that time`;
    return refuse(roster, what, "`matchward explain` says what becomes of it");
  }
  const template = await readTemplate(dir, mail.template);
  const renderer = template && createRenderers([{ ...template, name: template.id }])(template.id);
  if (renderer === undefined)
    return refuse(dir, `The mail ${mail.template} does not render`, "`matchward check` says why");
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
