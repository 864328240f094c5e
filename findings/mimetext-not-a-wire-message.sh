#!/usr/bin/env bash
# mimetext 3.0.28: on Linux and macOS its "RFC-5322 compliant" message has bare LF line ends, encoded words far over 75
# characters, and text in UTF-8 marked 7bit.
#
# The line end is the machine's (os.EOL). A subject is one encoded word however long (RFC 2047, 2: at most 75
# characters). "Grüße" goes out as UTF-8 bytes under Content-Transfer-Encoding: 7bit, which promises ASCII (RFC 2045,
# 2.7), unless the caller encodes it.
#
# One would guess CRLF (RFC 5322, 2.1; on Windows it is), a folded subject, and an encoding that fits the text. Bcc
# stays in the message, too.
# Seen 2026-11-28, Node 20.20.2:
#> lines ended by CRLF: 0 of 10
#> longest encoded word: 116
#> Content-Transfer-Encoding: 7bit | body: Grüße
#> Bcc: <dean@school.example>
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund mimetext@3.0.28 || exit 2
cat >probe.mjs <<'END'
import { createMimeMessage } from "mimetext";

const mail = createMimeMessage();
mail.setSender("office@school.example");
mail.setTo("ana@school.example");
mail.setBcc("dean@school.example");
mail.setSubject("Your next step on the way to Match Day, and the day by which it should be done");
mail.addMessage({ contentType: "text/plain", data: "Grüße" });
const raw = mail.asRaw();
const lines = raw.split("\n");
console.log("lines ended by CRLF:", lines.filter((line) => line.endsWith("\r")).length, "of", lines.length - 1);
console.log("longest encoded word:", Math.max(...raw.match(/=\?\S+\?=/g).map((word) => word.length)));
console.log(lines.find((line) => line.startsWith("Content-Transfer")), "| body:", lines.at(-1));
console.log(lines.find((line) => line.startsWith("Bcc")));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
