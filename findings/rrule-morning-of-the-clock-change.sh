#!/usr/bin/env bash
# rrule 2.8.1: a daily rule in a time zone is an hour off on the mornings on which the clock changes.
#
# Daily at 05:00 in New York, on a machine in UTC and with the start given as the README asks: on 14 March 2027 it
# gives 10:00Z (06:00 there) and on 7 November 09:00Z (04:00 there). The days before and after are right.
#
# One would guess that 05:00 is 05:00, since the change is over by then; it is only taken from the wrong side of the
# hour.
# Seen 2026-11-28, Node 20.20.2:
#> 2027-03-13T10:00Z  2027-03-14T10:00Z  2027-03-15T09:00Z
#> 2027-11-06T09:00Z  2027-11-07T09:00Z  2027-11-08T10:00Z
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund rrule@2.8.1 || exit 2
cat >probe.mjs <<'END'
import rrule from "rrule";

const { RRule, datetime } = rrule;
for (const [from, month] of [[13, 3], [6, 11]]) {
  const dtstart = datetime(2027, month, from, 5, 0);
  const rule = new RRule({ freq: RRule.DAILY, count: 3, dtstart, tzid: "America/New_York" });
  console.log(rule.all().map((run) => run.toISOString().slice(0, 16)).join("Z  ") + "Z");
}
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
