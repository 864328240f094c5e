#!/usr/bin/env bash
# windows-iana 5.1.0: zones that the IANA database renamed or added since 2022 have no Windows name, though their old
# names have.
#
# findWindows("Europe/Kyiv") is an empty list and findWindows("Europe/Kiev") is not; so are America/Ciudad_Juarez
# (2022), America/Coyhaique (2025) and Pacific/Kanton. Node's Intl takes Europe/Kyiv. Earlier renamings (Asia/Kolkata,
# Asia/Yangon, America/Nuuk) are known.
#
# One would guess that a valid IANA name has a Windows name, as each has in Windows; the package's types promise an
# array, so the empty one passes.
# Seen 2026-11-28, Node 20.20.2:
#> Europe/Kiev ["FLE Standard Time"]
#> Asia/Calcutta ["India Standard Time"]
#> Asia/Kolkata ["India Standard Time"]
#> Europe/Kyiv []
#> America/Ciudad_Juarez []
#> America/Coyhaique []
#> Pacific/Kanton []
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund windows-iana@5.1.0 || exit 2
cat >probe.mjs <<'END'
import { findWindows } from "windows-iana";

const known = ["Europe/Kiev", "Asia/Calcutta", "Asia/Kolkata"];
const missing = ["Europe/Kyiv", "America/Ciudad_Juarez", "America/Coyhaique", "Pacific/Kanton"];
for (const zone of [...known, ...missing]) console.log(zone, JSON.stringify(findWindows(zone)));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
