#!/usr/bin/env bash
# date-fns-tz 3.2.0 (with date-fns 4.1.0): fromZonedTime() shifts a time that already says "Z", by an amount that
# depends on the machine.
#
# fromZonedTime("2027-03-05T17:30:00Z", "America/New_York") reads the instant, takes the digits that the machine's own
# clock would show for it, and calls them New York's: a different instant on each machine.
#
# One would guess that "Z" either wins (the text is an instant: 17:30Z) or is refused. In New York, where it is tried
# out, the answer is right; on Lambda, which runs in UTC, it is five hours late.
# Seen 2026-11-28, Node 20.20.2:
#> America/New_York 2027-03-05T17:30:00.000Z
#> UTC 2027-03-05T22:30:00.000Z
#> Asia/Tokyo 2027-03-06T07:30:00.000Z
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund date-fns@4.1.0 date-fns-tz@3.2.0 || exit 2
cat >probe.mjs <<'END'
import { fromZonedTime } from "date-fns-tz";

console.log(process.env.TZ, fromZonedTime("2027-03-05T17:30:00Z", "America/New_York").toISOString());
END
now=$(for zone in America/New_York UTC Asia/Tokyo; do TZ=$zone node probe.mjs; done)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
