#!/usr/bin/env bash
# luxon 3.7.2: of an hour that comes twice in autumn, the one that is meant depends on the season in which the code
# runs.
#
# The same text, "2027-11-07T01:30 in America/New_York", is the second 01:30 when it is read in January and the first
# when it is read in July: luxon starts from the zone's offset of today. Its clock is set by Settings.now here, so that
# the season is fixed.
#
# One would guess a fixed rule, and the first of the two: RFC 5545 (3.3.5) and Temporal's "compatible" take the first.
# A test written in summer fails in winter.
# Seen 2026-11-28, Node 20.20.2:
#> read on 2027-01-15: 01:30 is 2027-11-07T06:30:00.000Z
#> read on 2027-07-15: 01:30 is 2027-11-07T05:30:00.000Z
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund luxon@3.7.2 || exit 2
cat >probe.mjs <<'END'
import { DateTime, Settings } from "luxon";

for (const today of ["2027-01-15", "2027-07-15"]) {
  Settings.now = () => Date.parse(today);
  const twice = DateTime.fromISO("2027-11-07T01:30", { zone: "America/New_York" });
  console.log(`read on ${today}: 01:30 is ${twice.toUTC().toISO()}`);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
