import { type Measured, requestsOf, tableOf } from "./table.ts";

/** The section of the page: what was measured, in both ways, and what it does not say. */
export const section = (measured: readonly Measured[], machine: string): string => {
  const rounds = measured[0]?.clicks.length ?? 0;
  const now = measured.find(({ contender }) => contender.name === "now");
  const hasTls = measured.some(({ way }) => way === "https");
  return `## A click: how long the first student waits

\`npm run bench:click\` starts each bundle of the site in a fresh process, has it answer a student's first look and \
then their answer, and prints this; \`-- --page\` writes it here, \`-- --rounds 15\` takes fewer rounds.

**Machine.** ${machine}. Milliseconds, median and range of ${rounds} rounds, in turn.

**Simulated.** A table that holds the item of a class of a hundred, and a secret, behind a stub of AWS in another \
process, which answers at once. *The same handler* is today's with another way to ask AWS: by \`@aws-lite/dynamodb\`, \
by requests that \`aws4fetch\` signs and \`fetch\` sends, by the AWS SDK.

By TLS, as AWS is asked${hasTls ? "" : " (not measured: no openssl)"}:

${hasTls ? tableOf(measured, "https") : ""}

Without TLS, as the local run asks its emulators:

${tableOf(measured, "http")}

A first look and an answer ask of AWS: ${now === undefined ? "" : requestsOf(now)}.

**What it does not say.** Lambda's own start, the network to AWS and AWS's time are not in it; a function of 512 MB \
has a third of a processor after its start.`;
};
