#!/usr/bin/env bash
# jose 6.2.18: once the cached keys are ten minutes old, an outage of the key endpoint fails every verification,
# although the good keys are still in memory.
#
# createRemoteJWKSet keeps keys for 600 s. After that it fetches before it looks; a 503 throws, for each call, and each
# call fetches anew. Cache-Control: max-age=86400 of the endpoint changes nothing. With cacheMaxAge: Infinity the known
# keys outlive the outage.
#
# One would guess that keys that are known and still fit the token are used while a refresh fails; the clock is moved
# by hand here.
# Seen 2026-11-28, Node 20.20.2:
#> default, minute 0, up: verified, fetches 1
#> default, minute 9, down: verified, fetches 0
#> default, minute 11, down: ERR_JOSE_GENERIC, fetches 1
#> default, minute 12, down: ERR_JOSE_GENERIC, fetches 1
#> cacheMaxAge: Infinity, minute 0, up: verified, fetches 1
#> cacheMaxAge: Infinity, minute 9, down: verified, fetches 0
#> cacheMaxAge: Infinity, minute 11, down: verified, fetches 0
#> cacheMaxAge: Infinity, minute 12, down: verified, fetches 0
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund jose@6.2.18 || exit 2
cat >probe.mjs <<'END'
import { createServer } from "node:http";
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";

const { publicKey, privateKey } = await generateKeyPair("ES256");
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "ES256" }] };
const token = await new SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "1" }).sign(privateKey);
const endpoint = { fetches: 0, up: true };
const server = createServer((_, response) => {
  endpoint.fetches += 1;
  response.writeHead(endpoint.up ? 200 : 503, { "content-type": "application/json", "cache-control": "max-age=86400" });
  response.end(endpoint.up ? JSON.stringify(keys) : "");
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const url = new URL(`http://127.0.0.1:${server.address().port}/keys`);
const realNow = Date.now;
for (const [name, options] of [["default", {}], ["cacheMaxAge: Infinity", { cacheMaxAge: Infinity }]]) {
  const keySet = createRemoteJWKSet(url, options);
  for (const [minutes, up] of [[0, true], [9, false], [11, false], [12, false]]) {
    Date.now = () => realNow() + minutes * 60_000;
    endpoint.up = up;
    endpoint.fetches = 0;
    const outcome = await jwtVerify(token, keySet).then(() => "verified", ({ code }) => code);
    console.log(`${name}, minute ${minutes}, ${up ? "up" : "down"}: ${outcome}, fetches ${endpoint.fetches}`);
  }
}
server.close();
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
