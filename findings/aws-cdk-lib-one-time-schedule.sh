#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: ScheduleExpression.at(date, zone) writes the digits of UTC and labels them with the zone.
#
# at(new Date("2027-03-05T22:30:00Z"), TimeZone.AMERICA_NEW_YORK), which is 17:30 there, becomes
# at(2027-03-05T22:30:00) in America/New_York: the mail goes out five hours late.
#
# One would guess that a Date is an instant, and that the zone says in which clock it is to be written.
# Seen 2026-11-28, Node 20.20.2:
#> at(2027-03-05T22:30:00) in America/New_York
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1 || exit 2
cat >probe.mjs <<'END'
import { TimeZone } from "aws-cdk-lib";
import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";

const at = ScheduleExpression.at(new Date("2027-03-05T22:30:00Z"), TimeZone.AMERICA_NEW_YORK);
console.log(at.expressionString, "in", at.timeZone.timezoneName);
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
