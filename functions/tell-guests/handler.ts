import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { GuestsOccasion, tellGuests } from "./tell-guests.ts";
import { wiring } from "./wiring.ts";

/** Called by the daily schedule, and by the bus of a change or a seat. Running twice sends each mail once. */
export const handler = listener(GuestsOccasion, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (occasion, _, now) => logged(await tellGuests(needs, occasion, now));
});
