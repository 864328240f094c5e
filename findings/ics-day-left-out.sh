#!/usr/bin/env bash
# ics 3.12.0: an all-day event that repeats with a day left out cannot be read, and a length in days ends in a bare
# "T".
#
# exclusionDates: [[2027, 3, 6]] is written as EXDATE:20270306 beside DTSTART;VALUE=DATE:20270305. Without VALUE=DATE
# an EXDATE is a date with a time (RFC 5545, 3.8.5.1); ical.js throws when the event is expanded. duration: { days: 1 }
# is written as P1DT, which the grammar of 3.3.6 does not have.
#
# One would guess EXDATE;VALUE=DATE, since the same call writes it for DTSTART, and P1D.
# Seen 2026-11-28, Node 20.20.2:
#> DTSTART;VALUE=DATE:20270305
#> EXDATE:20270306
#> DURATION:P1DT
#> ical.js: invalid date-time value: "2027-03-06T::"
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ics@3.12.0 ical.js@2.2.1 || exit 2
cat >probe.mjs <<'END'
import ICAL from "ical.js";
import { createEvent } from "ics";

const { value } = createEvent({
  uid: "1",
  title: "Away",
  start: [2027, 3, 5],
  duration: { days: 1 },
  recurrenceRule: "FREQ=DAILY;COUNT=3",
  exclusionDates: [[2027, 3, 6]],
});
for (const line of value.split("\r\n")) if (/^(DTSTART|EXDATE|DURATION)/.test(line)) console.log(line);
const event = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent("vevent"));
try {
  console.log("first day read:", event.iterator().next().toString());
} catch (error) {
  console.log("ical.js:", error.message);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
