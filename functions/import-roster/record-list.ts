import { digestOf, type Imports, importId } from "#adapters/imports/imports.ts";
import type { UploadedFile } from "./uploads.ts";

/** What came of a file that is no roster, in numbers. `people` and the like are as its own summary names them. */
interface ListSummary {
  verdict: "counted" | "refused";
  why: string[];
  rejected: number;
  warnings?: number;
  /** Of a list of evidence: who said so and is not in it, did it too early, or has it due again. */
  unlisted?: number;
  early?: number;
  reopened?: number;
}

const NONE = { students: 0, added: 0, changed: 0, unchanged: 0, held: 0, missing: 0 };

/**
 * Records a file that is no roster and was refused, or of which something needs eyes, so that the office hears of it by
 * one mail; of any other nothing. Twice records it once.
 */
export const recordList = async (
  imports: Pick<Imports, "record">,
  { at, bucket, key, reports }: UploadedFile,
  bytes: Uint8Array,
  summary: ListSummary,
): Promise<void> => {
  const { verdict, why, rejected, unlisted = 0, early = 0, reopened = 0 } = summary;
  const warnings = (summary.warnings ?? 0) + unlisted + early + reopened;
  if (verdict === "counted" && rejected + warnings === 0) return;
  const sha256 = digestOf(bytes);
  const said = { verdict: verdict === "counted" ? ("in part" as const) : verdict, why: [...why] };
  const counts = { ...NONE, rejected, warnings };
  await imports.record({
    id: importId({ at, sha256 }),
    at,
    bucket,
    key,
    reports,
    sha256,
    isComplete: false,
    ...said,
    counts,
  });
};
