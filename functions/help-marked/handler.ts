import { DayBegan } from "#events/time/day-began.ts";
import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { helpMarked } from "./help-marked.ts";
import { wiring } from "./wiring.ts";

/** Called each hour of the days of Match Week. Running twice sends each mail once. */
export const handler = listener(DayBegan, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (hour) => logged(await helpMarked(needs, hour));
});
