import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder.ts";

// Runs with each test file, also where several share their modules.
afterAll(removeTemporaryFolders);
