import { flushCompileCache } from "node:module";
import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder.ts";

// Runs with each test file, also where several share their modules.
afterAll(removeTemporaryFolders);
// A worker is ended before Node would write what it has compiled.
afterAll(() => flushCompileCache());
