import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolesPage } from "./roles-page.ts";

await writeFile(join(import.meta.dirname, "../../docs/roles.md"), rolesPage());
