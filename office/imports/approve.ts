import type { ImportRecord } from "#adapters/imports/imports.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";

/** Where the bytes of an import that waits have to be put for a yes; undefined where it does not wait any more. */
export const approvalKey = ({ id, key, verdict }: ImportRecord): string | undefined =>
  verdict === "waits" ? `${ROSTER_FOLDERS.approved}${id}/${key.split("/").at(-1) ?? ""}` : undefined;
