#!/usr/bin/env bash
# nodemailer 10.6.0: a mail that is built and not sent (streamTransport, the usual way to raw bytes for SES) still
# names the hidden recipients.
#
# The SMTP transport takes Bcc out. streamTransport leaves "Bcc: ..." in the header, so whoever passes the bytes on
# shows it to everyone.
#
# One would guess that the same mail gives the same bytes through every transport, and that Bcc is never among them.
# Seen 2026-11-28, Node 20.20.2:
#> Bcc: dean@school.example
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
const mail = { from: "a@school.example", to: "b@school.example", bcc: "dean@school.example", subject: "s", text: "t" };
const { message } = await transport.sendMail(mail);
console.log(message.toString().match(/^Bcc.*$/m)?.[0] ?? "no Bcc");
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
