import { writeFileSync } from "node:fs";
import { sampleFiles } from "./files.ts";

for (const [name, text] of Object.entries(await sampleFiles())) writeFileSync(new URL(name, import.meta.url), text);
