import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { Instant } from "#domain/time/instant.ts";

/**
 * What became of a file that was uploaded. `superseded`: a later roster had counted already. `in part`: of a list or of
 * sessions, it counts, and some of it needs eyes.
 */
export const VERDICTS = [
  ...(["waits", "counted", "approved", "discarded", "superseded", "taken back", "refused"] as const),
  "in part",
] as const;
export type ImportVerdict = (typeof VERDICTS)[number];

const ImportCounts = z.object({
  students: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  held: z.int(),
  missing: z.int(),
  rejected: z.int(),
  warnings: z.int(),
});

const mails = { gained: z.int(), lost: z.int(), moved: z.int() };

/** What a roster makes of the mails of the coming year; the occurrences of which it changes most come first. */
const ImportMails = z.object({ ...mails, occurrences: z.array(z.object({ occurrence: z.string(), ...mails })) });

/** One roster that was uploaded, and what became of it. */
export const ImportRecord = z.object({
  /** Names it everywhere, e.g. `20260901T100500Z-9f86d081884c`: when it came, and the first of `sha256`. */
  id: z.string(),
  at: Instant,
  bucket: z.string(),
  key: z.string(),
  /** Of its bytes: two uploads of one file are one roster. */
  sha256: z.string(),
  isComplete: z.boolean(),
  verdict: z.enum(VERDICTS),
  /** Why it waits, was refused, or came too late: a sentence each. */
  why: z.array(z.string()),
  counts: ImportCounts,
  /** Absent where it changes none. */
  mails: z.optional(ImportMails),
  /** Where its reports are in the bucket, without their endings. */
  reports: z.string(),
  decidedAt: z.optional(Instant),
  /** When it was judged once more, after another roster had counted while it waited. */
  judgedAt: z.optional(Instant),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** The rosters that were uploaded for a program, under the partition `import` of the records table. */
export interface Imports {
  /** All of them as of now, the newest first. */
  all(): Promise<ImportRecord[]>;
  get(id: string): Promise<ImportRecord | undefined>;
  /** Records one; the same id again replaces it. */
  record(one: ImportRecord): Promise<void>;
  /** Moves one on from the verdict that a person saw; false where it does not stand there any more. */
  decide(id: string, decision: { from: ImportVerdict; to: ImportVerdict; at: string }): Promise<boolean>;
}

/** The name of its file, without the folders of the bucket. */
export const fileOf = ({ key }: Pick<ImportRecord, "key">): string => key.split("/").at(-1) ?? key;

/** True where what it says of people stands: by itself, or by a person's yes. */
export const hasCounted = ({ verdict }: Pick<ImportRecord, "verdict">): boolean =>
  verdict === "counted" || verdict === "approved";

/** Newest first, by the moment and not the second in which each came. */
export const newestFirst = (imports: readonly ImportRecord[]): ImportRecord[] =>
  imports.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at) || (one.id < other.id ? 1 : -1));

/** The `sha256` of a roster's bytes, or of what stands for a file that is none. */
export const digestOf = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

/** What holds of an import are named by while it waits: the same for the same bytes. */
export const importName = (sha256: string): string => sha256.slice(0, 12);

export const importId = ({ at, sha256 }: Pick<ImportRecord, "at" | "sha256">): string =>
  `${at.replaceAll(/[-:]|\.\d+/g, "")}-${importName(sha256)}`;
