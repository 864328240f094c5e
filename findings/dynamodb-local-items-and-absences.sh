#!/usr/bin/env bash
# DynamoDB Local 1.25.1 (amplify-dynamodb-simulator 2.9.30; needs Java 17): an attribute that is not there differs from
# every value and is below none, so two conditions pass on an item that does not exist, and an update that only removes
# makes an item.
#
# "status <> :done" and "NOT attempts < :one" are true where the item is missing; "attempts < :one" is false.
# UpdateItem with REMOVE alone, of a key that is not in the table, writes an item of the bare key.
#
# One would guess that a comparison with an absent attribute is false, as in SQL, and that REMOVE can only take away.
# UpdateItem's reference says that it adds an item where there is none, for every kind of update.
# Seen 2026-11-28, Node 20.20.2:
#> #s <> :v on no item: true
#> NOT #n < :v on no item: true
#> #n < :v on no item: false
#> after REMOVE on no item: {"Item":{"id":{"S":"removed"}}}
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >package.json <<'END'
{
  "overrides": {
    "amplify-dynamodb-simulator": {
      "@aws-amplify/amplify-cli-core": "npm:empty-npm-package@1.0.0",
      "@aws-sdk/client-dynamodb": "npm:empty-npm-package@1.0.0",
      "detect-port": "npm:empty-npm-package@1.0.0",
      "execa": "npm:empty-npm-package@1.0.0",
      "fs-extra": "npm:empty-npm-package@1.0.0",
      "logdown": "npm:empty-npm-package@1.0.0",
      "promise-toolbox": "npm:empty-npm-package@1.0.0",
      "wait-port": "npm:empty-npm-package@1.0.0",
      "which": "npm:empty-npm-package@1.0.0"
    }
  }
}
END
npm install --silent --no-audit --no-fund amplify-dynamodb-simulator@2.9.30 || exit 2
cat >probe.mjs <<'END'
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

const free = createServer().listen(0, "127.0.0.1");
await once(free, "listening");
const { port } = free.address();
free.close();
const folder = join(process.cwd(), "node_modules/amplify-dynamodb-simulator/emulator");
const flags = ["-Xmx256m", "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"];
const options = ["-inMemory", "-disableTelemetry", "-port", String(port)];
const java = spawn("java", [...flags, ...options], { cwd: folder, stdio: "ignore" });
const call = async (operation, body) => {
  const headers = {
    "x-amz-target": `DynamoDB_20120810.${operation}`,
    "content-type": "application/x-amz-json-1.0",
    authorization: "AWS4-HMAC-SHA256 Credential=a/20270101/us-east-1/dynamodb/aws4_request, SignedHeaders=, Signature=",
  };
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
};
try {
  for (let tries = 0; tries < 600; tries++) {
    if (await call("ListTables", {}).catch(() => undefined)) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await call("CreateTable", {
    TableName: "tasks",
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  });
  const key = (id) => ({ TableName: "tasks", Key: { id: { S: id } } });
  const conditions = { "#s <> :v": { S: "done" }, "NOT #n < :v": { N: "1" }, "#n < :v": { N: "1" } };
  for (const [index, [condition, value]] of Object.entries(conditions).entries()) {
    const answer = await call("UpdateItem", {
      ...key(String(index)),
      UpdateExpression: "SET seen = :v",
      ConditionExpression: condition,
      ExpressionAttributeNames: condition.includes("#s") ? { "#s": "status" } : { "#n": "attempts" },
      ExpressionAttributeValues: { ":v": value },
    });
    console.log(`${condition} on no item: ${answer.__type ? "false" : "true"}`);
  }
  await call("UpdateItem", { ...key("removed"), UpdateExpression: "REMOVE attempts" });
  console.log("after REMOVE on no item:", JSON.stringify(await call("GetItem", key("removed"))));
} finally {
  java.kill();
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
