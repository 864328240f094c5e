#!/usr/bin/env bash
# nodemailer 10.6.0: two ways to leave a list, given as a plain array, become two List-Unsubscribe headers; given as
# text, one broken address.
#
# list.unsubscribe: [url, mailto] writes the header twice. Only an array within the array writes both into one header.
# The finished text "<url>, <mailto>" becomes the single address <url,mailto>.
#
# One would guess one header for [url, mailto]: RFC 2369 (2) allows one List-Unsubscribe field a message, with several
# addresses in it, and RFC 8058 speaks of that one. The documentation shows the nested array without saying what a flat
# one does to the standard.
# Seen 2026-11-28, Node 20.20.2:
#> flat array: List-Unsubscribe: <https://school.example/leave>
#> flat array: List-Unsubscribe: <mailto:leave@school.example>
#> nested array: List-Unsubscribe: <https://school.example/leave>, <mailto:leave@school.example>
#> text: List-Unsubscribe: <https://school.example/leave,mailto:leave@school.example>
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund nodemailer@10.6.0 || exit 2
cat >probe.mjs <<'END'
import nodemailer from "nodemailer";

const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
const ways = ["https://school.example/leave", "mailto:leave@school.example"];
const forms = { "flat array": ways, "nested array": [ways], text: ways.map((way) => `<${way}>`).join(", ") };
for (const [form, unsubscribe] of Object.entries(forms)) {
  const mail = { from: "a@school.example", to: "b@school.example", subject: "s", text: "t", list: { unsubscribe } };
  const { message } = await transport.sendMail(mail);
  const unfolded = message.toString().replace(/\r\n\s+/g, " ");
  for (const line of unfolded.match(/^List-Unsubscribe.*$/gm)) console.log(`${form}: ${line.trim()}`);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
