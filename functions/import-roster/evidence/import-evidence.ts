import { fileOf } from "#adapters/imports/imports.ts";
import type { Files } from "#adapters/s3/files.ts";
import { readEvidence } from "#files/evidence/evidence-file.ts";
import { type EvidenceNeeds, nobodyListed, reconcile, takeEvidence, whyNoEvidence } from "#office/people/evidence.ts";
import type { UploadedFile } from "../uploads.ts";
import { type EvidenceReport, writeEvidenceReports } from "./evidence-reports.ts";

export interface ImportEvidenceNeeds extends EvidenceNeeds {
  files: Pick<Files, "write">;
}

/** A list of who did what a milestone asks, in the bucket. */
export interface EvidenceUpload extends UploadedFile {
  milestone: string;
}

/** What the log and `.summary.json` say of a list, in numbers; it names nobody. */
export interface EvidenceSummary {
  verdict: "counted" | "refused";
  why: string[];
  /** In the list, and said so themselves. */
  confirmed: number;
  /** In the list, and did not tell. */
  untold: number;
  /** Said so themselves, and are not in the list. */
  unlisted: number;
  /** Too early to count for this occurrence. */
  early: number;
  /** Verified or waived before it. */
  settled: number;
  /** Whose task somebody took back since it came. */
  reopened: number;
  /** Lines that say nothing of anybody. */
  rejected: number;
}

/**
 * Verifies the tasks of who is in a list, and writes reports beside it; of its columns it reads who and when. Running
 * twice verifies once and writes the same reports; a run that died half way is finished by the next. A task that
 * somebody took back since the upload stays due, however late the upload is told of.
 */
export const importEvidence = async (
  needs: ImportEvidenceNeeds,
  upload: EvidenceUpload,
  bytes: Uint8Array,
): Promise<EvidenceSummary> => {
  const whyNot = whyNoEvidence(needs.program, upload.milestone);
  if (whyNot !== undefined) return refuse(needs, upload, whyNot);
  const read = await readEvidence(bytes, upload.key);
  if ("fault" in read) return refuse(needs, upload, read.fault);
  const list = { by: fileOf(upload), at: upload.at };
  const found = await reconcile(needs, { milestone: upload.milestone, deeds: read.rows }, list);
  await takeEvidence(needs, found, list);
  const report: EvidenceReport = { found, rejected: read.rejected };
  const summary: EvidenceSummary = { verdict: "counted", why: [], ...countsOf(report) };
  await writeEvidenceReports(needs.files, upload, report, summary);
  return summary;
};

const countsOf = ({ found, rejected }: EvidenceReport): Omit<EvidenceSummary, "verdict" | "why"> => ({
  confirmed: found.confirmed.length,
  untold: found.untold.length,
  unlisted: found.unlisted.length,
  early: found.early.length,
  settled: found.settled.length,
  reopened: found.reopened.length,
  rejected: found.unknown.length + rejected.length,
});

const refuse = async (
  { files }: ImportEvidenceNeeds,
  upload: EvidenceUpload,
  why: string,
): Promise<EvidenceSummary> => {
  const report = { found: nobodyListed(), rejected: [] };
  const summary: EvidenceSummary = { verdict: "refused", why: [why], ...countsOf(report), rejected: 1 };
  await writeEvidenceReports(files, upload, report, summary);
  return summary;
};
