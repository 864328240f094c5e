import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { readRules } from "#files/program-folder/index.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";

const FILES = join(import.meta.dirname, "files");

/** A school in memory whose rosters come from `test/cases/rosters/files/`, or are texts. */
export const schoolOfRosters = async () => {
  const records = memoryRecords();
  const files = memoryFiles();
  const program = await hms();
  let [keys, minutes] = [0, 0];
  const newKey = () => {
    keys += 1;
    return `g${String(keys).padStart(5, "0")}-key-${String(keys).padStart(11, "0")}`;
  };
  const needs = { program, files, ...records, newKey };

  /** Puts a roster into a folder of the bucket and takes it in, each a minute after the one before. */
  const upload = async (roster: string, folder = "incoming/", at?: string) => {
    const text = roster.endsWith(".csv") ? readFileSync(join(FILES, roster), "utf8") : roster;
    const key = `${folder}${roster.endsWith(".csv") ? roster : "roster.csv"}`;
    await files.write("rosters", key, { text, contentType: "text/csv" });
    minutes += 1;
    const time = at ?? new Date(Date.parse("2026-09-01T10:00:00.000Z") + minutes * 60_000).toISOString();
    const detail = { bucket: { name: "rosters" }, object: { key, size: text.length } };
    return importRoster(needs, { source: "aws.s3", "detail-type": "Object Created", time, detail });
  };

  /** Everybody by id: their status, and why they are held. */
  const standing = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await records.people.all()).map(({ schoolId, status, held }) => [
        schoolId,
        held === undefined ? status : `${status}, held: ${held.reason}`,
      ]),
    );

  return { program, records, files, needs, upload, standing };
};

const hms = async () => {
  const read = await readRules(SEVEN_MILESTONES, 2026);
  if (!read.ok) throw new Error("The program cannot be read.");
  return read.program;
};
