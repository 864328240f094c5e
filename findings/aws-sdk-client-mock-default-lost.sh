#!/usr/bin/env bash
# aws-sdk-client-mock 4.1.0: resolves() before rejectsOnce() loses the default; the other way round it keeps it.
#
# on(Get).resolves(x).rejectsOnce(e): the first call rejects, every later one gives undefined.
# on(Get).rejectsOnce(e).resolves(x): one rejection, then x, x.
#
# One would guess that the order makes no difference, since "Once" names an exception and the other the rule. With
# undefined for an answer a test of a retry can pass by luck.
# Seen 2026-11-28, Node 20.20.2:
#> resolves, rejectsOnce: busy, undefined, undefined
#> rejectsOnce, resolves: busy, {"Item":{}}, {"Item":{}}
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund aws-sdk-client-mock@4.1.0 @aws-sdk/client-dynamodb@3.1162.0 || exit 2
cat >probe.mjs <<'END'
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";

const get = new GetItemCommand({ TableName: "table", Key: { id: { S: "1" } } });
const orders = {
  "resolves, rejectsOnce": (on) => on.resolves({ Item: {} }).rejectsOnce(new Error("busy")),
  "rejectsOnce, resolves": (on) => on.rejectsOnce(new Error("busy")).resolves({ Item: {} }),
};
for (const [name, order] of Object.entries(orders)) {
  const mock = mockClient(DynamoDBClient);
  order(mock.on(GetItemCommand));
  const client = new DynamoDBClient({ region: "us-east-1" });
  const answers = [];
  for (let call = 0; call < 3; call++) {
    const send = async () => JSON.stringify(await client.send(get));
    answers.push(await send().catch((error) => error.message));
  }
  console.log(`${name}: ${answers.map(String).join(", ")}`);
  mock.restore();
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
