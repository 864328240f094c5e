#!/usr/bin/env bash
# letterparser 0.1.8: three valid recipients become something else: an encoded comma splits one into two, a group and a
# comment end up inside addresses.
#
# It decodes encoded words first and splits at commas afterwards, so "=?UTF-8?Q?M=C3=BCller=2C_Ana?=" <ana@...> is two
# recipients, "Müller" and "Ana". Of "class of 2027: ana@..., bo@...;" the addresses keep the group's name and its
# semicolon. Of "ana@... (Ana Ruiz)" the comment is part of the address.
#
# One would guess the other order: RFC 2047 (6.2) decodes display names after the header has been parsed, so that an
# encoded comma is only text. Groups and comments are RFC 5322 (3.4, 3.2.2).
# Seen 2026-11-28, Node 20.20.2:
#> [["Müller"],["Ana","ana@school.example"]]
#> [["class of 2027: ana@school.example"],["bo@school.example;"]]
#> [["ana@school.example (Ana Ruiz)"]]
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund letterparser@0.1.8 || exit 2
cat >probe.mjs <<'END'
import { extract } from "letterparser";

const headers = [
  "=?UTF-8?Q?M=C3=BCller=2C_Ana?= <ana@school.example>",
  "class of 2027: ana@school.example, bo@school.example;",
  "ana@school.example (Ana Ruiz)",
];
for (const to of headers) {
  const mail = extract(`From: office@school.example\r\nTo: ${to}\r\nSubject: s\r\n\r\nhi`);
  console.log(JSON.stringify(mail.to.map(({ name, address }) => (name ? [name, address] : [address]))));
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
