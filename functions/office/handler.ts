import { pageListener } from "../listeners/page-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { answerOffice } from "./office.ts";
import { wiring } from "./wiring.ts";

/** Called by the HTTP API. Running twice: a sign-in counts once, and so does what somebody decides. */
export const handler = pageListener(HttpRequest, () =>
  answerOffice(wiring(readEnvironment(environment), deployedProgram())),
);
