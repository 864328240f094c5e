#!/usr/bin/env bash
# @18f/us-federal-holidays 4.0.0: the lists of a year leave out the New Year's Day that is observed in it.
#
# 1 January 2028 is a Saturday, so Friday 31 December 2027 is the holiday. isAHoliday() says so, but neither
# allForYear(2027) nor inRange(December 2027) has it; allForYear(2028) does. The Saturday itself is no holiday to
# isAHoliday().
#
# One would guess that a range holds each day of it on which isAHoliday() is true.
# Seen 2026-11-28, Node 20.20.2:
#> isAHoliday(31 December 2027): true
#> inRange(December 2027): false
#> allForYear(2027): false
#> allForYear(2028): true
#> isAHoliday(1 January 2028): false
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @18f/us-federal-holidays@4.0.0 || exit 2
cat >probe.mjs <<'END'
import holidays from "@18f/us-federal-holidays";

const day = (text) => new Date(`${text}T00:00:00Z`);
const has = (list) => list.some(({ dateString }) => /^2027-12-31$/.test(dateString));
console.log("isAHoliday(31 December 2027):", holidays.isAHoliday(day("2027-12-31"), { utc: true }));
console.log("inRange(December 2027):", has(holidays.inRange(day("2027-12-01"), day("2027-12-31"))));
console.log("allForYear(2027):", has(holidays.allForYear(2027)));
console.log("allForYear(2028):", has(holidays.allForYear(2028)));
console.log("isAHoliday(1 January 2028):", holidays.isAHoliday(day("2028-01-01"), { utc: true }));
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
