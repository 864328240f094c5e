#!/usr/bin/env bash
# date-holidays 3.37.0: in the United States the day observed for Veterans Day is a "bank" day, while those of all
# other federal holidays are "public".
#
# When 11 November falls on a weekend, as in 2028 and 2029, a filter on type "public" finds no holiday on the Friday or
# Monday. In 2027 every substitute day is public, so a test with that year passes.
#
# One would guess one type for all, as 5 U.S.C. 6103 makes the observed days legal holidays without a difference.
# Seen 2026-11-28, Node 20.20.2:
#> 2027-06-18 public Juneteenth (substitute day)
#> 2027-07-05 public Independence Day (substitute day)
#> 2027-12-24 public Christmas Day (substitute day)
#> 2027-12-31 public New Year's Day (substitute day)
#> 2028-11-10 bank Veterans Day (substitute day)
#> 2029-11-12 bank Veterans Day (substitute day)
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund date-holidays@3.37.0 || exit 2
cat >probe.mjs <<'END'
import Holidays from "date-holidays";

const holidays = new Holidays("US");
for (const year of [2027, 2028, 2029]) {
  const observed = holidays.getHolidays(year, "en").filter(({ name }) => name.includes("substitute"));
  for (const { date, type, name } of observed) console.log(date.slice(0, 10), type, name);
}
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
