import { MailPlanned } from "#events/mail/mail-planned.ts";
import { logged } from "../listeners/log.ts";
import { queueListener } from "../listeners/queue-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { sendMail } from "./send-mail.ts";
import { wiring } from "./wiring.ts";

/** Called by the mail queue. Running twice sends each mail once: the second run finds it claimed. */
export const handler = queueListener(MailPlanned, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (message, { at, times }, left) => logged(await sendMail(needs, message, at, times, left));
});
