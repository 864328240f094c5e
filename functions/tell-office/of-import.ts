import type { ListImported } from "#events/people/list-imported.ts";
import type { RosterImported } from "#events/people/roster-imported.ts";
import type { RosterRefused } from "#events/people/roster-refused.ts";
import type { LetterPart } from "#files/letters/letter.ts";
import { mailsInWords } from "#office/imports/mails-in-words.ts";
import type { OfficeLetter } from "./office-letter.ts";

/** Where staff look and decide: the bucket of the reports, and the stage as commands name it. */
export interface Places {
  bucket: string;
  stage: string;
}

const lookHere = ({ bucket }: Places): LetterPart => ({
  title: "Where to look",
  lines: [],
  todo: "The reports lie beside the file, with what changed, and the rows that did not go in:",
  copy: [`aws s3 ls s3://${bucket}/reports/`],
});

/** A file's name as it may stand in a subject, which is one line and not for ever. */
const named = (file: string): string => file.replaceAll(/\p{Cc}+/gu, " ").slice(0, 80);

const refused = ({ data: { file, reason } }: RosterRefused, places: Places): OfficeLetter => ({
  subject: `${named(file)} was refused`,
  lead: `Nothing of ${file} went in. ${reason}`,
  parts: [{ title: "What to do", lines: [], todo: "Mend the file and upload it again." }, lookHere(places)],
});

const NUMBERS: [keyof RosterImported["data"]["counts"], string][] = [
  ["students", "students in the file"],
  ["added", "new"],
  ["changed", "changed"],
  ["unchanged", "as before"],
  ["held", "held until a person decides"],
  ["missing", "not in the file, though it is complete"],
  ["rejected", "rows that did not go in"],
  ["warnings", "things to look at"],
];

const numbersOf = ({ verdict, counts }: RosterImported["data"]): LetterPart => ({
  title: verdict === "counted" ? "What the file did" : "What the file would do",
  lines: NUMBERS.filter(([name]) => counts[name] > 0).map(([name, what]) => `${counts[name]} ${what}`),
});

const mailsPart = ({ mails }: RosterImported["data"]): LetterPart[] => {
  if (mails === undefined) return [];
  const { sum, lines } = mailsInWords(mails);
  return [{ title: `Mails of the coming year: ${sum}`, lines }];
};

const waiting = ({ data }: RosterImported, places: Places): OfficeLetter => ({
  subject: `${named(data.file)} waits for your yes`,
  lead: `${data.file} changes so much that nothing of it counts before somebody says yes.`,
  parts: [
    { title: "Why", lines: data.why },
    numbersOf(data),
    ...mailsPart(data),
    {
      title: "What to do",
      lines: [],
      todo: "Look at what it changes. The list says how to say yes; until then no mail goes to whom it marks as gone.",
      copy: [`npx matchward imports --stage ${places.stage}`],
    },
    lookHere(places),
  ],
});

const counted = ({ data }: RosterImported, places: Places): OfficeLetter => {
  const held = data.counts.held > 0 || data.counts.missing > 0;
  const whoIsHeld: LetterPart = {
    title: "Who is held",
    lines: [],
    todo: "Nothing goes to them until somebody decides. The list says why, and which command lets go of whom:",
    copy: [`npx matchward people --held --stage ${places.stage}`],
  };
  return {
    subject: `${named(data.file)} went in; some of it needs eyes`,
    lead: `${data.file} counts. Some of its rows need somebody who knows.`,
    parts: [numbersOf(data), ...mailsPart(data), ...(held ? [whoIsHeld] : []), lookHere(places)],
  };
};

const superseded = ({ data }: RosterImported, places: Places): OfficeLetter => ({
  subject: `${named(data.file)} came too late to count`,
  lead: `A later upload counts, so nothing of ${data.file} went in.`,
  parts: [{ title: "Why", lines: data.why }, lookHere(places)],
});

const listed = ({ data: { file, rejected, warnings } }: ListImported, places: Places): OfficeLetter => ({
  subject: `${named(file)} went in; some of it needs eyes`,
  lead: `${file} counts. Some of its rows need somebody who knows.`,
  parts: [
    {
      title: "What the file did",
      lines: [
        ...(rejected > 0 ? [`${rejected} rows that did not go in`] : []),
        ...(warnings > 0 ? [`${warnings} things to look at`] : []),
      ],
      todo: "Mend those rows and upload the file again: what is in already stays as it is.",
    },
    lookHere(places),
  ],
});

const needsEyes = ({ held, missing, rejected, warnings }: RosterImported["data"]["counts"]): boolean =>
  held + missing + rejected + warnings > 0;

/** What the office is told of an upload; undefined where nobody has to look. */
export const letterOfImport = (
  event: ListImported | RosterImported | RosterRefused,
  places: Places,
): OfficeLetter | undefined => {
  if (event.type === "list.imported") return listed(event, places);
  if (event.type === "roster.refused") return refused(event, places);
  if (event.data.verdict === "waits") return waiting(event, places);
  if (event.data.verdict === "superseded") return superseded(event, places);
  return event.data.verdict === "counted" && needsEyes(event.data.counts) ? counted(event, places) : undefined;
};
