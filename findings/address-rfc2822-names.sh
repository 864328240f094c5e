#!/usr/bin/env bash
# address-rfc2822 2.2.4: name() does not give the name that the header has.
#
# "Advising, Office of" comes back turned round, as "Office of Advising"; of "Office of Advising, HMS" the part behind
# the comma is gone; a mailbox without any name, career.advising@..., is called "Career Advising".
#
# One would guess the display name as it was written (that is in .phrase), and nothing for an address without one.
# Offices, unlike people, have commas in their names.
# Seen 2026-11-28, Node 20.20.2:
#> "Office of Advising" for "Advising, Office of"
#> "Office of Advising" for "Office of Advising, HMS"
#> "Career Advising" for ""
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund address-rfc2822@2.2.4 || exit 2
cat >probe.mjs <<'END'
import addresses from "address-rfc2822";

const headers = [
  '"Advising, Office of" <office@school.example>',
  '"Office of Advising, HMS" <office@school.example>',
  "career.advising@school.example",
];
for (const header of headers) {
  const [address] = addresses.parse(header);
  console.log(`${JSON.stringify(address.name())} for ${JSON.stringify(address.phrase)}`);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
