import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { schemaTexts } from "./json-schemas.ts";

const folder = join(import.meta.dirname, "../../program/schema");
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(schemaTexts())) await writeFile(join(folder, name), text);
