#!/usr/bin/env bash
# aws-cron-parser 1.1.12: the 31st of a short month becomes a day of the next month, and LW throws.
#
# "0 9 31 * ? *" runs on 31 March and then on 1 May, as though it were 31 April. "0 9 31 2 ? *", a day that never
# comes, runs every year. LW, the last weekday of a month, is in the AWS documentation that the package's README says
# it follows in full; it throws.
#
# One would guess that a month without the day is left out, as AWS, Quartz and cron do.
# Seen 2026-11-28, Node 20.20.2:
#> 31 * : 2027-03-31 2027-05-01 2027-05-31
#> 31 2 : 2028-03-02 2029-03-03
#> LW * : throws "getDaysOfMonthForW - should not happen"
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund aws-cron-parser@1.1.12 || exit 2
cat >probe.mjs <<'END'
import parser from "aws-cron-parser";

const { parse, next } = parser.default ?? parser;
const runs = (text, count) => {
  const cron = parse(text);
  const found = [];
  for (let at = new Date("2027-03-15T00:00:00Z"); found.length < count; at = found.at(-1)) found.push(next(cron, at));
  return found.map((run) => run.toISOString().slice(0, 10)).join(" ");
};
console.log(`31 * : ${runs("0 9 31 * ? *", 3)}`);
console.log(`31 2 : ${runs("0 9 31 2 ? *", 2)}`);
try {
  console.log(`LW * : ${runs("0 9 LW * ? *", 2)}`);
} catch (error) {
  console.log(`LW * : throws "${error.message}"`);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
