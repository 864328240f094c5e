#!/usr/bin/env bash
# ical.js 2.2.1: an event that repeats by RDATE alone loses its own first day.
#
# DTSTART on 5 July with one RDATE on 12 July: the iterator gives 12 July only. With an RRULE beside the RDATE, or with
# the start repeated as an RDATE, 5 July is there.
#
# One would guess both days: RFC 5545 (3.8.5.2) builds the recurrence set from DTSTART together with RRULE and RDATE.
# ical-expander and others that read through ical.js inherit it.
# Seen 2026-11-28, Node 20.20.2:
#> RDATE alone:          2027-07-12
#> with an RRULE:        2027-07-05 2027-07-06 2027-07-12
#> start as RDATE, too:  2027-07-05 2027-07-12
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1 || exit 2
cat >probe.mjs <<'END'
import ICAL from "ical.js";

const days = (...lines) => {
  const event = ["BEGIN:VEVENT", "UID:1", "DTSTART:20270705T173000Z", "DURATION:PT1H", ...lines, "END:VEVENT"];
  const calendar = ICAL.parse(["BEGIN:VCALENDAR", "VERSION:2.0", ...event, "END:VCALENDAR"].join("\r\n"));
  const iterator = new ICAL.Event(new ICAL.Component(calendar).getFirstSubcomponent("vevent")).iterator();
  const found = [];
  for (let next = iterator.next(); next; next = iterator.next()) found.push(next.toString().slice(0, 10));
  return found.join(" ");
};
console.log("RDATE alone:         ", days("RDATE:20270712T173000Z"));
console.log("with an RRULE:       ", days("RRULE:FREQ=DAILY;COUNT=2", "RDATE:20270712T173000Z"));
console.log("start as RDATE, too: ", days("RDATE:20270705T173000Z,20270712T173000Z"));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
