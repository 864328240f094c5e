import { DayBegan } from "#events/time/day-began.ts";
import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { tellAdvisors } from "./tell-advisors.ts";
import { wiring } from "./wiring.ts";

/** Called by the daily schedule. Running twice sends each mail once. */
export const handler = listener(DayBegan, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (day) => logged(await tellAdvisors(needs, day));
});
