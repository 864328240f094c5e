#!/usr/bin/env bash
# hono 4.13.19: redirect() encodes an address a second time as soon as one character in it is beyond Latin-1.
#
# "/x?q=%C5%81" is passed on as it is. "/x?q=%C5%81&z=Ł" becomes /x?q=%25C5%2581&z=%C5%81, so the query that arrives is
# the text "%C5%81". An "é", which is no ASCII either, is sent raw.
#
# One would guess that what is encoded stays, and that the rest is encoded, whichever letters the rest has.
# Seen 2026-11-28, Node 20.20.2:
#> /x?q=%C5%81 -> /x?q=%C5%81
#> /x?q=%C5%81&z=Ł -> /x?q=%25C5%2581&z=%C5%81
#> /x?q=%C5%81&z=é -> /x?q=%C5%81&z=é
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund hono@4.13.19 || exit 2
cat >probe.mjs <<'END'
import { Hono } from "hono";

const app = new Hono();
const addresses = ["/x?q=%C5%81", "/x?q=%C5%81&z=Ł", "/x?q=%C5%81&z=é"];
app.get("/:number", (context) => context.redirect(addresses[Number(context.req.param("number"))]));
for (const [number, address] of addresses.entries()) {
  const answer = await app.request(`/${number}`);
  console.log(address, "->", answer.headers.get("location"));
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
