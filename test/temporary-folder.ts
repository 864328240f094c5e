import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A new empty folder, gone again when the test file that asked for it has ended. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "matchward-test-"));
  made.push(folder);
  return folder;
};

/** Removes the folders that were asked for. */
export const removeTemporaryFolders = (): void => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
};
