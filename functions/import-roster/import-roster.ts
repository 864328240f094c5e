import { digestOf, type ImportRecord, type Imports, importId } from "#adapters/imports/imports.ts";
import type { Files } from "#adapters/s3/files.ts";
import type { NewestRoster, SchoolRecord } from "#adapters/school/school-record.ts";
import { mailsChanged, mailsTold } from "#domain/forecast/foretell/import-difference.ts";
import { rosterAfter } from "#domain/imports/judge-import.ts";
import type { Judgement } from "#domain/imports/judgement.ts";
import type { Undo } from "#domain/imports/undo.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { ROSTER_UPLOADED, type RosterUploaded } from "#events/people/roster-uploaded.ts";
import { noRoster, type ParsedRoster } from "#files/roster/parsed-roster.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { warningsOfImport } from "#files/roster/warnings-of-import.ts";
import { reportsOf } from "#office/imports/reports-of.ts";
import { judge } from "./judge.ts";
import { whyLookAgain } from "./look-again.ts";
import { type ImportSummary, writeReports, writeUndo } from "./reports.ts";
import { type TakeInNeeds, takeIn } from "./take-in.ts";
import { uploadedAt } from "./uploads.ts";

/** `newKey` makes a student's random key, as `seating` takes it. */
export interface ImportRosterNeeds extends TakeInNeeds {
  files: Pick<Files, "read" | "write">;
  imports: Imports;
  school: SchoolRecord;
  newKey: () => string;
}

/** A roster in the bucket. `approves`: the import that waits for a yes and that this is the yes to. */
interface Roster extends NewestRoster {
  parsed: ParsedRoster;
  isComplete: boolean;
  approves: ImportRecord | undefined;
  /** Why that yes is asked for once more; empty where it holds. */
  again: string[];
  /** It was uploaded on the pages, where somebody looks at what it changes before it counts. */
  isAsked?: boolean | undefined;
}

/**
 * Takes a roster file in: judges it as a whole, saves what it changes or what it leaves in doubt, and writes reports.
 * Answers undefined if the file is gone, or is a folder's mark or a list of evidence. Running twice, or again after a
 * crash, saves what still differs; keys and joining dates stay. Of two uploads the later one wins, in whatever order
 * they are taken in.
 * @param read the file, where it was read already
 */
export const importRoster = async (
  needs: ImportRosterNeeds,
  { time, detail }: RosterUploaded,
  read?: Uint8Array,
): Promise<ImportSummary | undefined> => {
  const [bucket, key] = [detail.bucket.name, detail.object.key];
  const uploaded = uploadedAt(key);
  if (uploaded === undefined || "milestone" in uploaded || "session" in uploaded) return undefined;
  const upload = { at: new Date(time).toISOString(), bucket, key };
  if ("refused" in uploaded) return refuse(needs, { ...upload, sha256: digestOf(key) }, uploaded.refused);
  const bytes = read ?? (await needs.files.read(bucket, key));
  if (bytes === undefined) return undefined;
  const sha256 = digestOf(bytes);
  const parsed = await parseRoster(bytes, needs.program, key);
  if (parsed.refused !== undefined) return refuse(needs, { ...upload, sha256 }, parsed.refused, parsed);
  const imports = await needs.imports.all();
  const earlier = imports.filter((one) => one.sha256 === sha256);
  const approves = uploaded.isApproving ? earlier.find(({ verdict }) => /waits|approved/.test(verdict)) : undefined;
  const isComplete = approves?.isComplete ?? uploaded.isComplete;
  const again = approves === undefined ? [] : whyLookAgain(imports, approves, upload.at);
  const { isAsked } = uploaded;
  return judgeRoster(needs, { ...upload, sha256, parsed, isComplete, approves, again, isAsked }, earlier);
};

const NOTHING = { added: [], changed: [], held: [], missing: [], rejected: [] };

const refuse = async (
  needs: ImportRosterNeeds,
  upload: NewestRoster,
  why: string,
  parsed: ParsedRoster = noRoster(),
): Promise<ImportSummary> => {
  const { unknownColumns, rejected } = parsed;
  const counts = { students: 0, added: 0, changed: 0, unchanged: 0, absent: 0, held: 0, warnings: 0 };
  const said = { why: [why], ...counts, rejected: rejected.length + 1, unknownColumns };
  const summary: ImportSummary = { import: importId(upload), verdict: "refused", ...said };
  const place = { bucket: upload.bucket, reports: reportsOf(upload.key) };
  await writeReports(needs.files, place, { parsed, judgement: NOTHING, warnings: parsed.warnings, mails: [], summary });
  await record(needs, { ...upload, isComplete: false, approves: undefined, again: [] }, summary);
  return summary;
};

const LOOKED_AT = "it was uploaded on the pages: somebody looks at what it changes, and says yes";

const judgeRoster = async (
  needs: ImportRosterNeeds,
  roster: Roster,
  earlier: readonly ImportRecord[],
): Promise<ImportSummary> => {
  const { at, bucket, sha256, approves, again, isAsked } = roster;
  const today = schoolDate(at, needs.program.school.timeZone);
  const { judgement, stored, codes, setAside } = await judge(needs, {
    ...roster,
    today,
    isApproved: approves !== undefined && again.length === 0,
    mustWait: isAsked ? [LOOKED_AT, ...again] : again,
  });
  const changes = judgement.save.length + judgement.codes.length > 0;
  const isNewest = !judgement.counts || (await claim(needs, roster, changes));
  const verdict = isNewest ? verdictOf(judgement, approves) : "superseded";
  const why = isNewest ? judgement.why : ["a roster that was uploaded later counted already"];
  const place = { bucket, reports: approves?.reports ?? reportsOf(roster.key) };
  if (isNewest && changes && judgement.counts) {
    await writeUndo(needs.files, place, undoOf(judgement, codes, approves?.id ?? importId({ at, sha256 })));
  }
  if (isNewest) await takeIn(needs, judgement, stored, { today, at });
  const students = judgement.counts ? rosterAfter(stored, judgement) : stored;
  const warnings = [...warningsOfImport({ parsed: roster.parsed, judgement, students, today }), ...setAside];
  const known = !changes && earlier[0]?.verdict === verdict ? earlier[0] : undefined;
  const id = (isAnswered(roster, verdict) ? approves : known)?.id ?? importId(roster);
  const mails = isNewest ? mailsChanged(needs.program, judgement, today) : [];
  const summary = summaryOf(roster.parsed, judgement, warnings, { import: id, verdict, why, mails: mailsTold(mails) });
  await writeReports(needs.files, place, { parsed: roster.parsed, judgement, warnings, mails, summary });
  if (known === undefined || again.length > 0) await record(needs, roster, summary);
  if (!isNewest || changes) await takeInNewest(needs, roster);
  return summary;
};

// What waits keeps its name and its reports, whether it counts now or is to be looked at once more.
const isAnswered = ({ again }: Pick<Roster, "again">, verdict: ImportRecord["verdict"]): boolean =>
  verdict === "approved" || again.length > 0;

const verdictOf = ({ counts }: Judgement, approves: ImportRecord | undefined): ImportRecord["verdict"] => {
  if (!counts) return "waits";
  return approves === undefined ? "counted" : "approved";
};

// A roster that was the newest already, and changes nothing, is not written down again.
const claim = async ({ school }: ImportRosterNeeds, upload: Roster, changes: boolean): Promise<boolean> => {
  const newest = await school.newestRoster();
  if (newest !== undefined && newest.at > upload.at) return false;
  if (upload.parsed.rows.length === 0) return true;
  if (!changes && newest?.sha256 === upload.sha256) return true;
  const { at, bucket, key, sha256 } = upload;
  return school.claimRoster({ at, bucket, key, sha256 });
};

// Two may be taken in side by side, and the older may write last: so whoever finds a newer one takes that in once more.
const takeInNewest = async (needs: ImportRosterNeeds, { at }: NewestRoster): Promise<void> => {
  const newest = await needs.school.newestRoster();
  if (newest === undefined || newest.at <= at) return;
  const { bucket, key } = newest;
  const detail = { bucket: { name: bucket }, object: { key, size: 0 } };
  const { source, detailType } = ROSTER_UPLOADED;
  await importRoster(needs, { source, "detail-type": detailType, time: newest.at, detail });
};

const undoOf = ({ save, codes }: Judgement, known: ReadonlyMap<string, string>, id: string): Undo => ({
  import: id,
  changes: save,
  codes: codes.map(({ person, code }) => ({ person, before: known.get(person), after: code })),
});

const summaryOf = (
  parsed: ParsedRoster,
  judgement: Judgement,
  warnings: readonly RosterWarning[],
  decided: Pick<ImportSummary, "import" | "verdict" | "why" | "mails">,
): ImportSummary => ({
  ...decided,
  students: new Set(parsed.rows.map(({ schoolId }) => schoolId)).size - judgement.rejected.length,
  added: judgement.added.length,
  changed: judgement.changed.length,
  unchanged: judgement.unchanged.length,
  absent: judgement.missing.length,
  held: judgement.held.length,
  rejected: parsed.rejected.length + judgement.rejected.length,
  warnings: warnings.length,
  unknownColumns: parsed.unknownColumns,
});

const record = async (
  { imports }: ImportRosterNeeds,
  { at, bucket, key, sha256, isComplete, approves, again }: Omit<Roster, "parsed" | "isAsked">,
  { import: id, verdict, why, absent, unknownColumns: _, mails, ...counts }: ImportSummary,
): Promise<void> => {
  const isOther = approves !== undefined && isAnswered({ again }, verdict);
  const named = isOther ? approves : { at, bucket, key, reports: reportsOf(key) };
  const { reports } = named;
  await imports.record({
    ...{ id, at: named.at, bucket: named.bucket, key: named.key, sha256, isComplete, verdict, why: [...why], reports },
    counts: { ...counts, missing: isComplete ? absent : 0 },
    ...(mails && { mails }),
    ...(isOther && (again.length > 0 ? { judgedAt: at } : { decidedAt: at })),
  });
};
