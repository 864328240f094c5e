import * as z from "zod/mini";
import type { Fault } from "../../fault.ts";
import { notation, parsePart } from "../parse-part.ts";
import type { Understood } from "../understood.ts";
import { readYaml } from "../yaml-file.ts";

/** An e-mail as staff wrote it, not yet looked at for fields and Markdown. */
export interface EmailFile {
  /** The file's name without `.md`. */
  id: string;
  file: string;
  subject: string;
  preheader: string;
  body: string;
  subjectLine: number;
  preheaderLine: number;
  /** Line of the file on which the body begins. */
  bodyLine: number;
}

const readHeading = (text: string): Understood<string> =>
  text.trim() === "" || text.includes("\n")
    ? { ok: false, what: "This must be one line of text.", mend: "Write one short line." }
    : { ok: true, value: text.trim() };

const FrontMatter = z.strictObject({
  subject: notation(readHeading, { description: "The subject line." }),
  preheader: notation(readHeading, { description: "The line that mailboxes show beside the subject." }),
});

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m;

/** Reads one Markdown file of `emails/`: front matter between `---` lines, then the body. */
export const readEmailFile = (id: string, file: string, text: string): EmailFile | Fault[] => {
  const found = text.startsWith("---") ? FRONT_MATTER.exec(text) : null;
  if (found === null)
    return [
      {
        file,
        line: 1,
        what: "This mail has no front matter.",
        mend: "Begin it with a line ---, then subject: and preheader:, then a line ---.",
      },
    ];
  // One empty line in place of the opening `---`, so that the YAML's lines count as the file's.
  const yaml = readYaml(file, `\n${found[1] ?? ""}`);
  if (Array.isArray(yaml)) return yaml;
  const front = parsePart(FrontMatter, yaml, []);
  if (!front.ok) return front.faults;
  return {
    id,
    file,
    ...front.value,
    body: text.slice(found[0].length),
    subjectLine: yaml.lineOf(["subject"]),
    preheaderLine: yaml.lineOf(["preheader"]),
    bodyLine: found[0].split("\n").length,
  };
};
