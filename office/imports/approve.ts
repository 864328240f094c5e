import { digestOf, fileOf, type ImportRecord } from "#adapters/imports/imports.ts";
import type { Files } from "#adapters/s3/files.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";

/** Where the bytes of an import that waits have to be put for a yes; undefined where it does not wait any more. */
export const approvalKey = ({ id, key, verdict }: ImportRecord): string | undefined =>
  verdict === "waits" ? `${ROSTER_FOLDERS.approved}${id}/${fileOf({ key })}` : undefined;

/** What came of a yes. `replaced`: another file has its name by now, so what was looked at cannot go in. */
export type Approval = "said" | "does not wait" | "replaced";

/**
 * Says yes to an import that waits, as it was looked at: the same bytes in `approved/`, which are then taken in.
 * Saying it twice is saying it once.
 */
export const approveImport = async (
  { files }: { files: Pick<Files, "read" | "copy"> },
  one: ImportRecord,
): Promise<Approval> => {
  const to = approvalKey(one);
  if (to === undefined) return "does not wait";
  const bytes = await files.read(one.bucket, one.key);
  const isSame = bytes !== undefined && digestOf(bytes) === one.sha256;
  return isSame && (await files.copy(one.bucket, { from: one.key, to })) ? "said" : "replaced";
};
