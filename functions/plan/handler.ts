import { pageListener } from "../listeners/page-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { answerPlan } from "./plan.ts";
import { wiring } from "./wiring.ts";

/** Called by the HTTP API. Running twice: a sign-in counts once, and what a student says stands as they said it. */
export const handler = pageListener(HttpRequest, () =>
  answerPlan(wiring(readEnvironment(environment), deployedProgram())),
);
