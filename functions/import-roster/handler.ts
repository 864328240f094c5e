import { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { importFile } from "./import-file.ts";
import { wiring } from "./wiring.ts";

/** Called when a file came into the bucket. Running twice saves what still differs, and rewrites the reports. */
export const handler = listener(RosterUploaded, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (uploaded) => logged(await importFile(needs, uploaded));
});
