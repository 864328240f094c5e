import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sessionsToUpload } from "../../../cli/local/upload-sessions.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sessions-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a run tells which rows of its file of sessions are rejected, and uploads the file as it is", async () => {
  const [file, told] = [join(folder, "sessions.csv"), [] as string[]];
  const text = "session_id,item,starts_at\nfirst,nothing-like-it,2027-02-10 17:30\n";
  await writeFile(file, text);
  const { bytes } = await sessionsToUpload(file, program, (line) => told.push(line));
  expect(told).toEqual([expect.stringContaining("sessions.csv:2: rejected: the program has no milestone or series")]);
  expect(new TextDecoder().decode(bytes)).toBe(text);
});
