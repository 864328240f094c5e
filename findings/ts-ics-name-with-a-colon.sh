#!/usr/bin/env bash
# ts-ics 2.4.6: a name with a colon is written without quotation marks, and the address is lost.
#
# The organizer "Advising: Class of 2027" becomes CN=Advising: Class of 2027, so the value starts at the colon of the
# name: ical.js reads the name "Advising" and the address " Class of 2027:MAILTO:...".
#
# One would guess quotation marks: RFC 5545 (3.2) allows a comma, colon or semicolon in a parameter's value only inside
# them. ts-ics itself reads its own line back whole, so a round trip through one library shows nothing.
# Seen 2026-11-28, Node 20.20.2:
#> ORGANIZER;CN=Advising: Class of 2027:MAILTO:office@school.example
#> name:    Advising
#> address:  Class of 2027:MAILTO:office@school.example
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ts-ics@2.4.6 zod@4.6.7 ical.js@2.2.1 || exit 2
cat >probe.mjs <<'END'
import ICAL from "ical.js";
import { generateIcsEvent } from "ts-ics";

const text = generateIcsEvent({
  uid: "1",
  stamp: { date: new Date(0) },
  start: { date: new Date("2027-03-05T22:30:00Z") },
  end: { date: new Date("2027-03-05T23:30:00Z") },
  summary: "Meeting",
  organizer: { name: "Advising: Class of 2027", email: "office@school.example" },
});
console.log(text.split("\r\n").find((line) => line.startsWith("ORGANIZER")));
const read = new ICAL.Component(ICAL.parse(text)).getFirstProperty("organizer");
console.log("name:   ", read.getParameter("cn"));
console.log("address:", read.getFirstValue());
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
