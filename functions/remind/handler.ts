import { DayBegan } from "#events/time/day-began.ts";
import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { remind } from "./remind.ts";
import { wiring } from "./wiring.ts";

/** Called by the daily schedule. Once per cold start: the clients; once per event: the deed. */
export const handler = listener(DayBegan, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (day) => logged(await remind(needs, day));
});
