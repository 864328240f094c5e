#!/usr/bin/env bash
# ical-generator 11.1.2: with a time zone on the calendar, a Date is written as the digits of the machine's own clock,
# without a zone.
#
# 22:30Z is 17:30 in New York. On a machine in UTC the event starts at 22:30 of wherever the reader is, on one in Tokyo
# at 07:30 the next day. With the zone on the event the wrong digits are even labelled New York.
#
# One would guess that a Date is an instant and is turned into the zone that is named. On a laptop in New York all of
# it is right.
# Seen 2026-11-28, Node 24.21.0:
#> machine in UTC
#>   zone of the calendar: DTSTART:20270305T223000
#>   zone of the event:    DTSTART;TZID=America/New_York:20270305T223000
#> machine in Asia/Tokyo
#>   zone of the calendar: DTSTART:20270306T073000
#>   zone of the event:    DTSTART;TZID=America/New_York:20270306T073000
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ical-generator@11.1.2 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >probe.mjs <<'END'
import ical from "ical-generator";

const start = new Date("2027-03-05T22:30:00Z");
const event = { id: "1", stamp: start, start, end: start, summary: "s" };
const written = (calendar, options) => {
  const lines = ical(calendar).createEvent({ ...event, ...options }).toString();
  return /^DTSTART.*$/m.exec(lines)[0].trim();
};
console.log(`machine in ${process.env.TZ}`);
console.log("  zone of the calendar:", written({ timezone: "America/New_York" }, {}));
console.log("  zone of the event:   ", written({}, { timezone: "America/New_York" }));
END
now=$(for zone in UTC Asia/Tokyo; do TZ=$zone node probe.mjs; done)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
