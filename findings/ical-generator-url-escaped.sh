#!/usr/bin/env bash
# ical-generator 11.1.2: commas and semicolons in an event's URL get a backslash, and the link that a reader opens is
# broken.
#
# URL;VALUE=URI:https://school.example/session?days=1\,2\;room=5 is read back with the backslashes in it.
#
# One would guess the address as it is: RFC 5545 escapes these characters in values of type TEXT (3.3.11); a URI
# (3.3.13) has no escapes.
# Seen 2026-11-28, Node 24.21.0:
#> written:   URL;VALUE=URI:https://school.example/s?days=1\,2\;room=5
#> read back: https://school.example/s?days=1\,2\;room=5
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ical-generator@11.1.2 ical.js@2.2.1 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >probe.mjs <<'END'
import ICAL from "ical.js";
import ical from "ical-generator";

const start = new Date("2027-03-05T22:30:00Z");
const calendar = ical();
calendar.createEvent({ id: "1", stamp: start, start, summary: "s", url: "https://school.example/s?days=1,2;room=5" });
const text = calendar.toString();
console.log("written:  ", /^URL.*$/m.exec(text)[0].trim());
const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
console.log("read back:", event.getFirstPropertyValue("url"));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
