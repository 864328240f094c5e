#!/usr/bin/env bash
# croner 11.0.0: on the morning that the clock leaps over 02:30, "02:30" runs or not by how many times the pattern
# names.
#
# "30 2 * * *" runs at 03:00 that morning. "30 2,14 * * *", which is the same rule with an afternoon added, leaves the
# morning out, and so does "0,30 2 * * *". Its README names the two classes (one value in each of seconds, minutes and
# hours, or not); its types and its errors do not.
#
# One would guess that a second time in a pattern leaves the first as it was. EventBridge Scheduler knows one rule: it
# skips a time that the clock leaps over.
# Seen 2026-11-28, Node 20.20.2:
#> 30 2 * * *: 2027-03-14T07:00:00.000Z
#> 30 2,14 * * *: 2027-03-14T18:30:00.000Z
#> 0,30 2 * * *: no run
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund croner@11.0.0 || exit 2
cat >probe.mjs <<'END'
import { Cron } from "croner";

const before = new Date("2027-03-13T12:00:00-05:00"); // the clock leaps on 14 March 2027, from 02:00 to 03:00
for (const pattern of ["30 2 * * *", "30 2,14 * * *", "0,30 2 * * *"]) {
  const runs = new Cron(pattern, { timezone: "America/New_York" }).nextRuns(3, before);
  const thatDay = runs.map((run) => run.toISOString()).filter((run) => run.startsWith("2027-03-14"));
  console.log(`${pattern}: ${thatDay.join(" ") || "no run"}`);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
