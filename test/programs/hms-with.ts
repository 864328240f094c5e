import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "#domain/calendar/program.ts";
import { readRules } from "#files/program-folder/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const HMS = join(import.meta.dirname, "../../program/hms");

/** A folder with the program that comes with matchward, and entries of its own for national dates. */
export const hmsFolder = (...entries: string[]): string => {
  const dir = temporaryFolder();
  cpSync(HMS, dir, { recursive: true });
  mkdirSync(join(dir, "national"));
  if (entries.length > 0) writeFileSync(join(dir, "national/own.yaml"), `dates:\n${entries.join("")}`);
  return dir;
};

/** That program, read. */
export const hmsWith = async (...entries: string[]): Promise<Program> => {
  const read = await readRules(hmsFolder(...entries), 2026);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.program;
};

/** An entry of one year, as somebody read it in New York's time. */
export const published = (name: string, year: number, at: string): string =>
  `  - { name: ${name}, year: ${year}, at: "${at}", zone: America/New_York, kind: published,\n` +
  `      source: "https://www.nrmp.org/", readOn: 2027-01-12 }\n`;
