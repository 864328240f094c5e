import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readFolder } from "../folder.ts";
import { programPage } from "./program-page.ts";

const ROOT = join(import.meta.dirname, "../../..");
await writeFile(join(ROOT, "docs/program.md"), programPage(await readFolder(join(ROOT, "program/hms"))));
