import { DayBegan } from "#events/day-began.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { outside } from "./outside.ts";
import { remind } from "./remind.ts";

/** Called by the daily schedule. Once per cold start: the clients; once per event: the deed. */
export const handler = listener(DayBegan, () => {
  const needs = outside(readEnvironment(environment), deployedProgram());
  return async (day) => logged(await remind(needs, day));
});
