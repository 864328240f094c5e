import { pageListener } from "../listeners/page-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { answerOrApologize } from "./feeds.ts";
import { wiring } from "./wiring.ts";

/** Called by the HTTP API. Running twice: the same calendar, and no second address. */
export const handler = pageListener(HttpRequest, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return (event, tell) => answerOrApologize(needs, event, tell);
});
