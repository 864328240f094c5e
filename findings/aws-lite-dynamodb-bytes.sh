#!/usr/bin/env bash
# @aws-lite/dynamodb 0.3.9: bytes come back as text, and go to the table as a map of numbers.
#
# GetItem of `{"data":{"B":"aGVsbG8="}}` answers the text "aGVsbG8=". PutItem of a Uint8Array sends
# `{"B":{"0":104,"1":105}}`, and of a Buffer `{"B":{"type":"Buffer","data":[104,105]}}`; DynamoDB takes neither.
#
# One would guess what the AWS SDK does: a Uint8Array both ways, base64 on the wire.
# Seen 2026-11-28, Node 24.21.0:
#> GetItem gives:      "aGVsbG8="
#> PutItem Uint8Array: {"B":{"0":104,"1":105}}
#> PutItem Buffer:     {"B":{"type":"Buffer","data":[104,105]}}
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @aws-lite/client@0.24.1 @aws-lite/dynamodb@0.3.9 || exit 2
cat >probe.mjs <<'END'
import { createServer } from "node:http";
import awsLite from "@aws-lite/client";
import dynamodb from "@aws-lite/dynamodb";

const sent = [];
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { Item } = JSON.parse(Buffer.concat(chunks));
  if (Item) sent.push(Item.data);
  response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
  response.end(Item ? "{}" : '{"Item":{"data":{"B":"aGVsbG8="}}}');
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const endpoint = `http://127.0.0.1:${server.address().port}`;
const keys = { accessKeyId: "a", secretAccessKey: "s" };
const { DynamoDB } = await awsLite({ ...keys, region: "us-east-1", endpoint, plugins: [dynamodb] });
const { Item } = await DynamoDB.GetItem({ TableName: "t", Key: { pk: "a" } });
console.log("GetItem gives:     ", JSON.stringify(Item.data));
await DynamoDB.PutItem({ TableName: "t", Item: { pk: "a", data: Uint8Array.from([104, 105]) } });
await DynamoDB.PutItem({ TableName: "t", Item: { pk: "a", data: Buffer.from("hi") } });
console.log("PutItem Uint8Array:", JSON.stringify(sent[0]));
console.log("PutItem Buffer:    ", JSON.stringify(sent[1]));
server.close();
server.closeAllConnections();
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
