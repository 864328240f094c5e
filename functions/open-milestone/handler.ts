import { MilestoneCame } from "#events/calendar/milestone-came.ts";
import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { openMilestone } from "./open-milestone.ts";
import { wiring } from "./wiring.ts";

/** Called by a milestone's schedule. Running twice sends each mail once. */
export const handler = listener(MilestoneCame, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (came) => logged(await openMilestone(needs, came));
});
