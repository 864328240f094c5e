import { MailPlanned } from "#events/mail-planned.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { logged } from "../middleware/log.ts";
import { queueListener } from "../middleware/queue-listener.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { outside } from "./outside.ts";
import { sendMail } from "./send-mail.ts";

/** Called by the mail queue. Once per cold start: the clients; once per message: the deed. */
export const handler = queueListener(MailPlanned, () => {
  const needs = outside(readEnvironment(environment), deployedProgram());
  return async (message, { at, times }, left) => logged(await sendMail(needs, message, at, times, left));
});
