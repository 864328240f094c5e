import { type AuditRecord, type AuditSubject, auditActionOf } from "#domain/access/audit-record.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import type { Program } from "#domain/calendar/program.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { csvOf } from "#files/csv/csv.ts";
import { mailingTitle, milestoneTitle } from "../titles.ts";

/** Whom or what a deed was about, as people call it. @param names of students, by their opaque keys */
export const aboutInWords = (
  program: Program,
  { what, key }: AuditSubject,
  names: ReadonlyMap<string, string>,
): string => {
  if (what === "student") return names.get(key) ?? "somebody no longer here";
  if (what === "session") return `Session ${key}`;
  if (what === "import") return "A file that came";
  const [occurrence = "", wave] = key.split("/");
  if (wave !== undefined) return mailingTitle(program, { occurrence, wave });
  const { milestone, on } = parseOccurrenceId(occurrence) ?? { milestone: occurrence, on: "" };
  return `${milestoneTitle(program, milestone)}${on === "" ? "" : `, ${on}`}`;
};

const COLUMNS = ["at", "by", "did", "says", "about", "outcome"];

/** Records as a CSV that a spreadsheet shows and does not run; instants by the school's clock. */
export const recordsCsv = (
  program: Program,
  records: readonly AuditRecord[],
  names: ReadonlyMap<string, string>,
): string =>
  csvOf(
    COLUMNS,
    records.map(({ at, by, action, says, about, outcome = "not known" }) => ({
      at: schoolMinute(at, program.school.timeZone),
      by: by.name,
      did: auditActionOf(action),
      says,
      about: about.map((one) => aboutInWords(program, one, names)).join("; "),
      outcome,
    })),
  );
