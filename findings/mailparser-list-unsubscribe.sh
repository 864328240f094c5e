#!/usr/bin/env bash
# mailparser 3.9.31: the header List-Unsubscribe is not found under its name, and of two web addresses the last is
# kept.
#
# headers.get("list-unsubscribe") is undefined; List-* headers are folded into headers.get("list"), where a text such
# as "List-Unsubscribe=One-Click" is a name. With two https addresses only the second is left.
#
# One would guess the header under its own name, as every other unknown header is, and the first address: RFC 2369 (2)
# orders them by preference from the left.
# Seen 2026-11-28, Node 20.20.2:
#> by name: undefined | X-Other: kept
#> {"unsubscribe":{"url":"https://school.example/second"},"unsubscribe-post":{"name":"List-Unsubscribe=One-Click"}}
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund mailparser@3.9.31 || exit 2
cat >probe.mjs <<'END'
import { simpleParser } from "mailparser";

const { headers } = await simpleParser(
  [
    "From: office@school.example",
    "To: ana@school.example",
    "List-Unsubscribe: <https://school.example/first>, <https://school.example/second>",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "X-Other: kept",
    "",
    "hi",
  ].join("\r\n"),
);
console.log("by name:", headers.get("list-unsubscribe"), "| X-Other:", headers.get("x-other"));
console.log(JSON.stringify(headers.get("list")));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
