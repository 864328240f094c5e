import { listener } from "../listeners/listener.ts";
import { logged } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { OfficeOccasion, tellOffice } from "./tell-office.ts";
import { wiring } from "./wiring.ts";

/** Called by the daily schedule, and by the bus of each roster. Running twice sends one mail. */
export const handler = listener(OfficeOccasion, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (occasion) => logged(await tellOffice(needs, occasion));
});
