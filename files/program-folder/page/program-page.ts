import { SOCIETY_ADVISOR } from "#domain/calendar/program.ts";
import { readEmailFile } from "../emails/email-file.ts";
import { mailOfFile } from "../emails/emails.ts";
import type { Folder } from "../folder.ts";
import { readYaml } from "../yaml-file.ts";
import {
  type AsksOnPage,
  type AudienceOnPage,
  CalendarOnPage,
  type MilestoneOnPage,
  SchoolOnPage,
  type SeriesOnPage,
  TracksOnPage,
} from "./entries.ts";
import { type Titles, whenWords } from "./when-words.ts";

const valueIn = (folder: Folder, name: string): unknown => {
  const yaml = readYaml(name, folder.texts.get(name) ?? "");
  return Array.isArray(yaml) ? undefined : yaml.value;
};

interface PageWords extends Titles {
  track(id: string): string;
  role(id: string): string;
  /** Subjects of a mail, those for one track with the track before them. */
  subjects(mail: string): string[];
}

const subjectsIn = (folder: Folder, tracks: (id: string) => string) => (mail: string) =>
  folder.emailIds
    .map((name) => ({ name, ...mailOfFile(name) }))
    .filter(({ id }) => id === mail)
    .map(({ name, track }) => {
      const email = readEmailFile(name, name, folder.texts.get(`emails/${name}.md`) ?? "");
      const subject = Array.isArray(email) ? "" : email.subject;
      return track === undefined ? subject : `${subject} (${tracks(track)})`;
    });

const wordsOf = (folder: Folder, milestones: readonly MilestoneOnPage[]): PageWords => {
  const { tracks } = TracksOnPage.parse(valueIn(folder, "tracks.yaml"));
  const { roles = {} } = SchoolOnPage.parse(valueIn(folder, "school.yaml"));
  const phases = new Map(Object.values(tracks).flatMap((one) => Object.entries(one.phases)));
  const track = (id: string) => tracks[id]?.title ?? id;
  return {
    track,
    phase: (id) => phases.get(id)?.title ?? id,
    role: (id) => roles[id]?.title ?? id,
    milestone: (id) => milestones.find((one) => one.id === id)?.title ?? id,
    subjects: subjectsIn(folder, track),
  };
};

const audienceWords = (
  { tracks = [], phases = [], societies, degrees, specialties }: AudienceOnPage,
  words: PageWords,
) =>
  [
    tracks.length === 0 ? "all tracks" : tracks.map(words.track).join(", "),
    ...(phases.length === 0 ? [] : [`while in ${phases.map(words.phase).join(" or ")}`]),
    ...[societies, degrees, specialties].flatMap((names) => names ?? []),
  ].join("; ");

const asksWords = ({ question, with: whom, count = 1, items, closes }: AsksOnPage): string => {
  const what =
    whom === undefined
      ? (question ?? `What of this is ready: ${(items ?? []).map(({ label }) => label).join(", ")}`)
      : `${count === 1 ? "a meeting" : `${count} meetings`} with the ${whom.replaceAll("-", " ")}`;
  return closes === undefined ? what : `${what} Closes: ${closes}`;
};

const mailLines = ({ mails }: MilestoneOnPage, words: PageWords): string[] => {
  const reminders = [mails.remind ?? []].flat();
  const steps = [
    ["opens", mails.open],
    ...reminders.map((mail, nth) => [reminders.length === 1 ? "reminds" : `reminds, ${nth + 1}`, mail]),
    ...(mails.lastCall === undefined ? [] : [["last call", mails.lastCall]]),
  ];
  return steps.flatMap(([step, mail = ""]) => words.subjects(mail).map((subject) => `  - ${step}: “${subject}”`));
};

const owned = (owner: string | undefined, words: PageWords): string[] =>
  owner === undefined ? [] : [`- Owner: ${words.role(owner)}`];

const escalated = ({ escalates }: MilestoneOnPage, words: PageWords): string[] => {
  if (escalates === undefined) return [];
  const { to, afterReminder } = escalates;
  const whom = to === SOCIETY_ADVISOR ? "the student’s society advisor" : words.role(to);
  return [`- Escalates: to ${whom}, after reminder ${afterReminder}`];
};

const milestoneLines = (one: MilestoneOnPage, words: PageWords): string[] => [
  `### ${one.title}`,
  "",
  `- \`${one.id}\`, ${one.kind.replaceAll("-", " ")}`,
  `- When: ${whenWords(one.when, words)}`,
  `- For: ${audienceWords(one.audience ?? one, words)}`,
  ...owned(one.owner, words),
  ...(one.asks === undefined ? [] : [`- Asks: ${asksWords(one.asks)}`]),
  ...escalated(one, words),
  "- Mails:",
  ...mailLines(one, words),
  "",
];

const rhythmWords = ({ every, from, to, times, season }: SeriesOnPage["rhythm"]): string => {
  if (every !== undefined) return `every ${every} from ${from} to ${to}`;
  if (season !== undefined) return `in ${[season].flat().join(" and ").replaceAll("-", " ")}`;
  return times === 1 ? "once a year or more" : `${times} times a year or more`;
};

const seriesLines = (one: SeriesOnPage, words: PageWords): string[] => [
  `### ${one.title}`,
  "",
  `- \`${one.id}\`, ${rhythmWords(one.rhythm)}`,
  `- For: ${audienceWords(one.audience, words)}`,
  ...owned(one.owner, words),
  ...(one.covers === undefined ? [] : [`- Comes up in a year: ${one.covers.join(", ").replaceAll("-", " ")}`]),
  ...(one.attached ?? []).map(({ title }) => `- With it: ${title}`),
  "",
];

/** What a file of the calendar says of itself: the first sentence of its first comment. */
const headingOf = (text: string): string => /^# (?!yaml-language-server)([^.\n]+)\./m.exec(text)?.[1] ?? "Milestones";

const WIDTH = 118;

/** A line of a list, in as many lines as it needs. */
const wrapped = (line: string): string => {
  const [indent = ""] = /^ *(?:- )?/.exec(line) ?? [];
  const lines = [""];
  for (const word of line.slice(indent.length).split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && indent.length + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return indent + lines.join(`\n${" ".repeat(indent.length)}`);
};

const INTRO =
  "This page is written from the program's folder by `npm run program:docs`: change the files there, not this page. " +
  "Where the school sets the day itself, nothing goes out until it has.";

/**
 * Everything of a program on one page in Markdown: of each entry when, for whom, what it asks, who owns it and what its
 * mails say. The folder must be one without faults.
 */
export const programPage = (folder: Folder): string => {
  const files = folder.calendars.map((name) => ({
    heading: headingOf(folder.texts.get(name) ?? ""),
    ...CalendarOnPage.parse(valueIn(folder, name)),
  }));
  const words = wordsOf(
    folder,
    files.flatMap(({ milestones = [] }) => milestones),
  );
  const { name } = SchoolOnPage.parse(valueIn(folder, "school.yaml"));
  const body = files.flatMap(({ heading, milestones = [], series = [] }) => [
    `## ${heading}`,
    "",
    ...milestones.flatMap((one) => milestoneLines(one, words)),
    ...series.flatMap((one) => seriesLines(one, words)),
  ]);
  return [`# The program of ${name}`, "", INTRO, "", ...body].map(wrapped).join("\n");
};
