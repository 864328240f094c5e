#!/usr/bin/env bash
# ical.js 2.2.1: two yearly rules of RFC 5545 give other days than the standard says, without an error.
#
# A yearly event that starts on 29 February comes on 1 March in other years. "Monday of week 20", an example of the
# standard itself, comes weekly instead of yearly.
#
# One would guess the standard's words: a rule that leads to a date that does not exist gives nothing that year
# (3.3.10), and its example for BYWEEKNO is 12 May 1997, 11 May 1998, 17 May 1999. Monthly rules are right: the 31st is
# left out in short months.
# Seen 2026-11-28, Node 20.20.2:
#> 29 February:  2028-02-29 2029-03-01 2030-03-01
#> week 20:      1997-05-19 1997-05-26 1997-06-02
#> 31st:         2027-01-31 2027-03-31 2027-05-31
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1 || exit 2
cat >probe.mjs <<'END'
import ICAL from "ical.js";

const days = (start, rule, count) => {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
  return Array.from({ length: count }, () => iterator.next().toString()).join(" ");
};
console.log("29 February: ", days("2028-02-29", "FREQ=YEARLY", 3));
console.log("week 20:     ", days("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 3));
console.log("31st:        ", days("2027-01-31", "FREQ=MONTHLY", 3));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
