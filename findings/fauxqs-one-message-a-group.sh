#!/usr/bin/env bash
# fauxqs 2.4.1: a FIFO queue gives one message of a group at a time, and takes a delay that SQS refuses.
#
# Of the messages 1, 2, 3 in group A and 4 in group B, ReceiveMessage for ten gives 1 and 4. DelaySeconds 901 is
# accepted. Its README names "one inflight message per group".
#
# One would guess what SQS documents: as many messages of one group as it can, in order, and at most 900 s. A Lambda's
# partial failure within a group never happens against this emulator.
# Seen 2026-11-28, Node 24.21.0:
#> received for ten: 1 4
#> DelaySeconds 901: 200
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund fauxqs@2.4.1 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >probe.mjs <<'END'
import { startFauxqs } from "fauxqs";

const server = await startFauxqs({ port: 0, logger: false, defaultRegion: "us-east-1" });
const call = async (operation, body) => {
  const answer = await fetch(`http://127.0.0.1:${server.port}/`, {
    method: "POST",
    headers: {
      "x-amz-target": `AmazonSQS.${operation}`,
      "content-type": "application/x-amz-json-1.0",
      authorization: "AWS4-HMAC-SHA256 Credential=a/20270101/us-east-1/sqs/aws4_request, SignedHeaders=, Signature=",
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...(await answer.json()) };
};
const attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
const fifo = await call("CreateQueue", { QueueName: "mails.fifo", Attributes: attributes });
for (const [text, group] of [["1", "A"], ["2", "A"], ["3", "A"], ["4", "B"]]) {
  await call("SendMessage", { QueueUrl: fifo.QueueUrl, MessageBody: text, MessageGroupId: group });
}
const { Messages } = await call("ReceiveMessage", { QueueUrl: fifo.QueueUrl, MaxNumberOfMessages: 10 });
console.log("received for ten:", Messages.map(({ Body }) => Body).join(" "));
const { QueueUrl } = await call("CreateQueue", { QueueName: "later" });
const { status } = await call("SendMessage", { QueueUrl, MessageBody: "x", DelaySeconds: 901 });
console.log("DelaySeconds 901:", status);
await server.stop();
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
