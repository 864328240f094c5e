import { digestOf, importName } from "#adapters/imports/imports.ts";
import type { Uploads } from "#adapters/s3/uploads.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { ROSTER_NAME } from "./reports-of.ts";

/**
 * What a file is taken for. `desk`: a roster, which waits until somebody has looked at it; or sessions or people, which
 * their header tells from one. `complete`: a roster that names everybody. The others count at once, with a report.
 */
export type UploadAs =
  | { as: "desk" | "complete" }
  | { as: "evidence"; milestone: string }
  | { as: "attendance"; session: string };

/** A file that somebody uploads. */
export interface FileToUpload {
  name: string;
  bytes: Uint8Array;
  as: UploadAs;
}

/** A request of Lambda is 6 MB at most, of which base64 takes a quarter. */
export const MOST_BYTES = 4_000_000;

/** Why a file is not taken, in a sentence that says what to do; undefined where it is. */
export const whyNotTaken = ({ name, bytes }: Pick<FileToUpload, "name" | "bytes">): string | undefined => {
  if (bytes.length === 0) return "The file is empty. Choose one that has rows.";
  if (bytes.length > MOST_BYTES)
    return (
      "The file is larger than the 4 MB that these pages take. " +
      "Whoever may write to the bucket can put it there instead: docs/imports.md says where."
    );
  if (!ROSTER_NAME.test(name))
    return "Its name has to end in .csv or .xlsx. Save it as one of these from the spreadsheet.";
  return undefined;
};

/** Where a file was put, and by what it is found among the imports. */
export interface UploadedAt {
  digest: string;
  key: string;
}

const LONGEST_NAME = 80;

/** A name as a key of the bucket has it: without what would lead elsewhere or be read otherwise. */
const safeName = (name: string): string =>
  name
    .replaceAll(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(-LONGEST_NAME);

const folderOf = (as: UploadAs): string => {
  const { desk, complete, evidence, attendance } = ROSTER_FOLDERS;
  if (as.as === "evidence") return `${evidence}${safeName(as.milestone)}/`;
  if (as.as === "attendance") return `${attendance}${safeName(as.session)}/`;
  return as.as === "complete" ? desk + complete : desk;
};

/**
 * Puts a file where its import takes it up, under a name of its own; answers under which, and by what it is found among
 * the imports. The same file at the same instant is put there once.
 * @param at ISO 8601 UTC
 */
export const uploadFile = async (
  uploads: Uploads | undefined,
  { name, bytes, as }: FileToUpload,
  at: string,
): Promise<UploadedAt> => {
  const digest = importName(digestOf(bytes));
  const key = `${folderOf(as)}${at.replaceAll(/[-:.]/g, "")}-${digest}/${safeName(name)}`;
  if (uploads === undefined) throw new Error("Nothing can be uploaded here.");
  await uploads.put(key, bytes);
  return { digest, key };
};
