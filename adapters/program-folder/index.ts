import type { Program } from "#domain/program.ts";

/**
 * One fault of a program folder, told to the person who edits it. `file` begins with the folder as it was given, so that
 * an editor can follow it; lines count from 1.
 */
export interface Fault {
  file: string;
  line: number;
  what: string;
  mend: string;
}

/** An e-mail rendered for SES: `{{text.field}}` in subject and text, `{{html.field}}` in HTML; school fields filled in. */
export interface StoredTemplate {
  /** The e-mail's id: its file name without `.md`. */
  id: string;
  subject: string;
  html: string;
  text: string;
}

export type ReadRules = { ok: true; program: Program; warnings: Fault[] } | { ok: false; faults: Fault[] };

export type ReadProgram = (ReadRules & { ok: true; templates: StoredTemplate[] }) | (ReadRules & { ok: false });

export { checkProgram, readProgram, readRules } from "./read-program.ts";
