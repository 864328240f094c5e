#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: cron({ hour: "9" }) is sixty runs, one each minute from 09:00 to 09:59.
#
# A field that is not given is "*", the minute as well; ScheduleExpression says nothing, and events.Schedule has a
# warning for it that only a rule shows. minute "99", hour "27" and weekDay "XYZ" are written as they are.
#
# One would guess 09:00, since whoever names an hour and no minute means its beginning; and an error for the 99th
# minute.
# Seen 2026-11-28, Node 20.20.2:
#> cron(* 9 * * ? *)
#> cron(99 27 ? * XYZ *)
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1 || exit 2
cat >probe.mjs <<'END'
import { ScheduleExpression } from "aws-cdk-lib/aws-scheduler";

console.log(ScheduleExpression.cron({ hour: "9" }).expressionString);
console.log(ScheduleExpression.cron({ minute: "99", hour: "27", weekDay: "XYZ" }).expressionString);
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
