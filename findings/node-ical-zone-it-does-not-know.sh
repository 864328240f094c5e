#!/usr/bin/env bash
# node-ical 0.27.2: a TZID that it does not know is read by the machine's own clock, without a word.
#
# TZID=Eastern Time is 17:30Z on a machine in UTC and 00:30Z of the next day on one in Los Angeles, even where the file
# brings its own VTIMEZONE for that name. The names that Outlook writes are known.
#
# One would guess the VTIMEZONE, which RFC 5545 (3.2.19) requires for just this purpose, or at least an error.
# Seen 2026-11-28, Node 24.21.0:
#> UTC, Eastern Time: 2027-07-05T17:30:00.000Z
#> UTC, Eastern Standard Time: 2027-07-05T21:30:00.000Z
#> America/Los_Angeles, Eastern Time: 2027-07-06T00:30:00.000Z
#> America/Los_Angeles, Eastern Standard Time: 2027-07-05T21:30:00.000Z
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund node-ical@0.27.2 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >probe.mjs <<'END'
import ical from "node-ical";

const zone = [
  "BEGIN:VTIMEZONE", "TZID:Eastern Time",
  "BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT",
  "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
  "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD", "END:VTIMEZONE",
];
const event = (tzid) => [
  "BEGIN:VEVENT", "UID:1", "DTSTAMP:20270101T000000Z", `DTSTART;TZID=${tzid}:20270705T173000`, "END:VEVENT",
];
for (const tzid of ["Eastern Time", "Eastern Standard Time"]) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", ...zone, ...event(tzid), "END:VCALENDAR", ""];
  const read = Object.values(ical.sync.parseICS(lines.join("\r\n"))).find(({ type }) => type === "VEVENT");
  console.log(`${process.env.TZ}, ${tzid}: ${read.start.toISOString()}`);
}
END
now=$(for zone in UTC America/Los_Angeles; do TZ=$zone node probe.mjs; done)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
