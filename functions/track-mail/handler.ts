import { logged } from "../listeners/log.ts";
import { queueBatchListener } from "../listeners/queue-batch-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { readFeedback } from "./read-feedback.ts";
import { trackMails } from "./track-mail.ts";
import { wiring } from "./wiring.ts";

/** Called with batches of SES's events. Running twice changes nothing more: a mail's state only goes forward. */
export const handler = queueBatchListener(readFeedback, () => {
  const needs = wiring(readEnvironment(environment), deployedProgram());
  return async (messages) => {
    const { failed, ...counts } = await trackMails(needs, messages);
    logged(counts);
    return failed;
  };
});
