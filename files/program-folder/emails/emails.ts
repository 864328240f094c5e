import type { Fault } from "../../fault.ts";
import type { Folder } from "../folder.ts";
import { readId } from "../notation/ids.ts";
import { type EmailFile, readEmailFile } from "./email-file.ts";
import { leftoversIn } from "./leftover-markup.ts";
import { faultsInFields, fieldsIn } from "./mail-fields.ts";
import { readMarkdown } from "./markdown.ts";
import type { ReadEmail } from "./render-email.ts";
import { plainText } from "./render-text.ts";

/** An e-mail that can be rendered, with what the checks need to know of it. */
export interface WrittenEmail extends ReadEmail {
  /** The track for whose students these words stand in place of the mail's: the file is `<id>.<track>.md`. */
  track?: string;
  file: string;
  /** The whole file, as it was written. */
  source: string;
  bodyLine: number;
  /** Every field it uses, with the first line that uses it. */
  fields: ReadonlyMap<string, number>;
}

const partsOf = ({ subject, subjectLine, preheader, preheaderLine, body, bodyLine }: EmailFile) => [
  { text: subject, line: subjectLine },
  { text: preheader, line: preheaderLine },
  ...body.split("\n").map((text, index) => ({ text, line: bodyLine + index })),
];

const fieldLines = (file: EmailFile): ReadonlyMap<string, number> => {
  const lines = new Map<string, number>();
  for (const { text, line } of partsOf(file))
    for (const field of fieldsIn(text)) if (!lines.has(field)) lines.set(field, line);
  return lines;
};

/** A mailbox shows some sixty characters, and no mail program shows so many. */
const LONGEST_SUBJECT = 150;

const inHeading = ({ text, line }: { text: string; line: number }, name: string) => [
  ...leftoversIn(text).map(({ what, mend }) => ({ line, what, mend })),
  ...(text.includes("{{link}}")
    ? [{ line, what: `The ${name} would show the student's own link.`, mend: "Put {{link}} into a link of the body." }]
    : []),
  ...(text.length > LONGEST_SUBJECT
    ? [
        {
          line,
          what: `The ${name} is ${text.length} characters long.`,
          mend: "Write at most 60: mailboxes cut the rest.",
        },
      ]
    : []),
];

const NO_TEXT = {
  what: "The plain-text alternative of this mail is missing: it would be empty.",
  mend: "Say in words what the mail has to say.",
};

const TRACKS_OWN = /^([^.]+)\.([^.]+)$/;

/** The mail that a file is of, and the track for which it has words of its own. */
export const mailOfFile = (name: string): { id: string; track?: string } => {
  const [, id, track] = TRACKS_OWN.exec(name) ?? [];
  return id === undefined || track === undefined ? { id: name } : { id, track };
};

const readEmail = (fileName: string, path: string, text: string): { emails: WrittenEmail[]; faults: Fault[] } => {
  const of = mailOfFile(fileName);
  const name = readId(of.id);
  if (!name.ok) return { emails: [], faults: [{ file: path, line: 1, what: name.what, mend: name.mend }] };
  const file = readEmailFile(of.id, path, text);
  if (Array.isArray(file)) return { emails: [], faults: file };
  const { blocks, unshown } = readMarkdown(file.body);
  const troubles = [
    ...partsOf(file).flatMap((part) => faultsInFields(part.text, part.line)),
    ...inHeading({ text: file.subject, line: file.subjectLine }, "subject"),
    ...inHeading({ text: file.preheader, line: file.preheaderLine }, "preheader"),
    ...unshown.map((trouble) => ({ ...trouble, line: file.bodyLine + trouble.line })),
    ...(plainText(blocks) === "" ? [{ ...NO_TEXT, line: file.bodyLine }] : []),
  ];
  const faults = troubles.map((trouble) => ({ file: path, ...trouble }));
  if (faults.length > 0) return { emails: [], faults };
  const { subject, preheader, bodyLine } = file;
  return {
    emails: [{ ...of, file: path, source: text, subject, preheader, blocks, bodyLine, fields: fieldLines(file) }],
    faults,
  };
};

/** Reads every mail of `emails/`; one with faults is told of and left out. */
export const readEmails = (folder: Folder): { emails: WrittenEmail[]; faults: Fault[] } => {
  const reads = folder.emailIds.map((id) => {
    const text = folder.texts.get(`emails/${id}.md`);
    return text === undefined ? { emails: [], faults: [] } : readEmail(id, folder.pathOf(`emails/${id}.md`), text);
  });
  return { emails: reads.flatMap(({ emails }) => emails), faults: reads.flatMap(({ faults }) => faults) };
};
