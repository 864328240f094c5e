#!/usr/bin/env bash
# csv-parse 7.0.3: with cast and cast_date, "PGY-1" and "Room 12" are dates.
#
# cast_date gives each text that is no number to Date.parse, and V8's reads a trailing number as a month: PGY-1 is 1
# January 2001, "Room 12" is 1 December 2001. "PGY-13" stays text, so one column holds dates and texts.
#
# One would guess that a text has to look like a date. Without cast_date, cast alone makes the number 410101 of the
# student id 00410101.
# Seen 2026-11-28, Node 20.20.2:
#> [410101,"2001-01-01T00:00:00.000Z","2001-12-01T00:00:00.000Z","2027-03-05T00:00:00.000Z"]
#> [410102,"PGY-13","Room 13","2027-03-05T00:00:00.000Z"]
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund csv-parse@7.0.3 || exit 2
cat >probe.mjs <<'END'
import { parse } from "csv-parse/sync";

const file = "id,level,place,due\n00410101,PGY-1,Room 12,2027-03-05\n00410102,PGY-13,Room 13,2027-03-05\n";
for (const row of parse(file, { columns: true, cast: true, cast_date: true })) {
  console.log(JSON.stringify(Object.values(row)));
}
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
