import { type Milestone, Program } from "#domain/calendar/program.ts";
import { isInvitation } from "#domain/sessions/invitation.ts";
import { schoolDate, yearOf } from "#domain/time/dates.ts";
import type { Fault } from "../fault.ts";
import { checkCalendar } from "./calendar/check-calendar.ts";
import { checkRosterWords } from "./calendar/check-roster-words.ts";
import { checkSchool } from "./calendar/check-school.ts";
import { checkTracks } from "./calendar/check-tracks.ts";
import { checkMarked } from "./check-marked.ts";
import { briefsOf } from "./digest/briefs.ts";
import { checkEmails } from "./emails/check-emails.ts";
import { readEmails, type WrittenEmail } from "./emails/emails.ts";
import type { StoredTemplate } from "./emails/render-email.ts";
import { ownerOf, schoolValues } from "./emails/school-values.ts";
import { type Folder, readFolder } from "./folder.ts";
import { warnOfNational } from "./national/check-national.ts";
import { matchWeeksOf } from "./national/match-weeks.ts";
import { readFiles, type WrittenProgram } from "./program-files.ts";
import { FACTS, GO } from "./session/session-block.ts";
import { checkExamBlocks, warnOfExamBlocks } from "./spacing/check-exam-blocks.ts";
import { type RenderedEmail, wordsByTrack } from "./words-by-track.ts";

/** What the rules of a program folder read as: who gets what and when, or every fault. */
export type ReadRules = { ok: true; program: Program; warnings: Fault[] } | { ok: false; faults: Fault[] };

/** The same with the e-mails rendered for SES. */
export type ReadProgram = (ReadRules & { ok: true; templates: StoredTemplate[] }) | (ReadRules & { ok: false });

const same = (left: Fault, right: Fault): boolean =>
  left.file === right.file && left.line === right.line && left.what === right.what;

const inOrder = (faults: readonly Fault[]): Fault[] =>
  faults
    .filter((fault, index) => faults.findIndex((other) => same(fault, other)) === index)
    .toSorted((left, right) => (left.file === right.file ? left.line - right.line : left.file < right.file ? -1 : 1));

interface CheckedProgram {
  written: WrittenProgram;
  emails: readonly WrittenEmail[];
  faults: Fault[];
  warnings: Fault[];
}

const check = (folder: Folder, today: string): CheckedProgram => {
  const written = readFiles(folder);
  const emails = readEmails(folder);
  const school = checkSchool(written);
  // Without working days no milestone has a day that could be checked.
  const calendar = checkCalendar(school.length > 0 ? { ...written, school: undefined } : written, yearOf(today));
  const mails = checkEmails(written, emails.emails, folder);
  return {
    written,
    emails: emails.emails,
    faults: [
      ...folder.faults,
      ...written.faults,
      ...school,
      ...checkRosterWords(written),
      ...checkTracks(written),
      ...checkExamBlocks(written),
      ...calendar.faults,
      ...checkMarked(written, emails.emails),
      ...emails.faults,
      ...mails.faults,
    ],
    warnings: [
      ...calendar.warnings,
      ...mails.warnings,
      ...warnOfNational(written.national, written.awaited, today),
      ...warnOfExamBlocks(written, today),
    ],
  };
};

const render = async ({
  written,
  emails,
  faults: told,
}: CheckedProgram): Promise<{ templates: StoredTemplate[]; faults: Fault[] }> => {
  const rendered: RenderedEmail[] = [];
  const faults: Fault[] = [];
  if (written.school === undefined) return { templates: [], faults };
  const milestones = written.milestones.map(({ value }) => value);
  // Only here, since loading the layout engine takes longer than all the rest.
  const { renderEmail } = await import("./emails/render-email.ts");
  const { readBack } = await import("./read-back/read-back.ts");
  for (const email of emails) {
    try {
      const { value: school } = written.school;
      const owner = ownerOf(school, written.milestones, email.id);
      const values = schoolValues(school, written.milestones, email.id);
      const frame = isInvitation(milestones, email.id) ? { underTitle: FACTS, below: GO } : {};
      const template = await renderEmail(email, values, { logo: school.logo, owner, ...frame });
      rendered.push({ ...(email.track !== undefined && { track: email.track }), template });
      // What the first look has told of is not told of again.
      if (!told.some(({ file }) => file === email.file))
        faults.push(...readBack({ ...email, template, leadsToPage: email.fields.has("link") }));
    } catch (error) {
      const what = `The mail does not render: ${error instanceof Error ? error.message : String(error)}.`;
      faults.push({
        file: email.file,
        line: email.bodyLine,
        what,
        mend: "Write it in plain paragraphs, then add the rest step by step.",
      });
    }
  }
  return { templates: wordsByTrack(rendered), faults };
};

// The mails that no file of the folder says.
const ownTemplates = async ({ school }: WrittenProgram): Promise<StoredTemplate[]> => {
  if (school === undefined) return [];
  const { renderNotice } = await import("./session/render-notice.ts");
  const notice = await renderNotice(school.value);
  if (school.value.weeklyMails === undefined) return [notice];
  const { renderDigest } = await import("./digest/render-digest.ts");
  return [await renderDigest(school.value), notice];
};

/** The day on which the check is made: it only decides of which missing or past dates to warn. */
const dayOf = (thisYear: number | undefined): string =>
  thisYear === undefined ? schoolDate(new Date().toISOString(), "UTC") : `${thisYear}-01-01`;

/** What goes to the marked alone stands apart, so that nothing that counts or lists milestones knows of it. */
const split = (all: readonly Milestone[]): Pick<Program, "milestones" | "forMarked"> => {
  const [milestones, forMarked] = [undefined, "unmatched"].map((mark) =>
    all.filter(({ audience }) => audience.marked === mark),
  );
  return { milestones: milestones ?? [], ...(forMarked?.length && { forMarked }) };
};

const rulesOf = ({ written, emails, warnings }: CheckedProgram, faults: readonly Fault[]): ReadRules => {
  const all = inOrder(faults);
  const { school, tracks, milestones } = written;
  if (all.length > 0 || school === undefined) return { ok: false, faults: all };
  const { id, ...rest } = school.value;
  const program = Program.parse({
    id,
    school: rest,
    tracks: tracks.map(({ value }) => value),
    ...split(milestones.map(({ value }) => value)),
    ...matchWeeksOf(written.national),
    ...(rest.weeklyMails && { briefs: briefsOf(emails, rest, milestones) }),
    ...(written.series.length > 0 && { series: written.series.map(({ value }) => value) }),
  });
  return { ok: true, program, warnings: inOrder(warnings) };
};

/**
 * Reads a program folder and checks all of it but how its e-mails render: enough to know who gets what and when.
 * Told as by `readProgram`.
 */
export const readRules = async (dir: string, thisYear?: number): Promise<ReadRules> => {
  const checked = check(await readFolder(dir), dayOf(thisYear));
  return rulesOf(checked, checked.faults);
};

/**
 * Reads a program folder: checks it whole, translates it for the functions, and renders its e-mails.
 * Faults are told all at once, sorted by file and line; `file` begins with `dir` as it was given. Never throws for
 * what stands in the folder. The look ahead for missing dates begins with `thisYear`; without it, today.
 */
export const readProgram = async (dir: string, thisYear?: number): Promise<ReadProgram> => {
  const checked = check(await readFolder(dir), dayOf(thisYear));
  const { templates, faults } = await render(checked);
  const rules = rulesOf(checked, [...checked.faults, ...faults]);
  return rules.ok ? { ...rules, templates: [...templates, ...(await ownTemplates(checked.written))] } : rules;
};

/** Renders one mail of a folder, as `readProgram` does all of them; undefined where there is none, or it does not. */
export const readTemplate = async (dir: string, id: string): Promise<StoredTemplate | undefined> => {
  const checked = check(await readFolder(dir), dayOf(undefined));
  const { templates } = await render({ ...checked, emails: checked.emails.filter((email) => email.id === id) });
  return [...templates, ...(await ownTemplates(checked.written))].find((template) => template.id === id);
};

/** Checks a program folder and tells everything that was found: what must be mended, and what should be looked at. */
export const checkProgram = async (dir: string, thisYear?: number): Promise<{ faults: Fault[]; warnings: Fault[] }> => {
  const checked = check(await readFolder(dir), dayOf(thisYear));
  const { faults } = await render(checked);
  return { faults: inOrder([...checked.faults, ...faults]), warnings: inOrder(checked.warnings) };
};
