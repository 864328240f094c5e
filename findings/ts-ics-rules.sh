#!/usr/bin/env bash
# ts-ics 2.4.6: extendByRecurrenceRule() drifts, drops the first day, and loses the time of day.
#
# Monthly from 31 January: 28 February, and from then on the 28th. Every third Friday from 19 March 17:30 (which is
# one): the first is 16 April, at midnight. The last weekday of each month (BYSETPOS=-1) from 30 April: the last but
# one, from May on.
#
# One would guess RFC 5545: months without a 31st are left out (3.3.10), DTSTART is the first instance, and its time is
# each instance's time.
# Seen 2026-11-28, Node 20.20.2:
#> 31st:         2027-01-31T17:30 2027-02-28T17:30 2027-03-28T17:30 2027-04-28T17:30
#> third Friday: 2027-04-16T00:00 2027-05-21T00:00 2027-06-18T00:00
#> last weekday: 2027-05-28T00:00 2027-06-29T00:00 2027-07-29T00:00
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ts-ics@2.4.6 zod@4.6.7 || exit 2
cat >probe.mjs <<'END'
import { extendByRecurrenceRule } from "ts-ics";

const days = (start, rule) =>
  extendByRecurrenceRule(rule, { start: new Date(start) })
    .map((date) => date.toISOString().slice(0, 16))
    .join(" ");
const weekdays = ["MO", "TU", "WE", "TH", "FR"].map((day) => ({ day }));
console.log("31st:        ", days("2027-01-31T17:30Z", { frequency: "MONTHLY", count: 4 }));
const third = { frequency: "MONTHLY", count: 3, byDay: [{ day: "FR", occurrence: 3 }] };
console.log("third Friday:", days("2027-03-19T17:30Z", third));
const last = { frequency: "MONTHLY", count: 3, byDay: weekdays, bySetPos: [-1] };
console.log("last weekday:", days("2027-04-30T17:30Z", last));
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
