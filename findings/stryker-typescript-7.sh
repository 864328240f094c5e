#!/usr/bin/env bash
# @stryker-mutator/core 10.1.1 beside typescript 7.0.2: a mutation run of plain JavaScript ends before its first mutant
# where the project has a tsconfig.json, though nothing of it is compiled. Naming a tsconfig.json that is not there lets
# it run.
#
# One would guess that a run which compiles nothing needs no compiler, and that a missing file of settings is the error
# and not the cure. Stryker rewrites the file by a function that the package of typescript 7 has no more.
# Seen 2026-11-28, Node 24.21.0 (Stryker takes none before 22):
#> with the project's tsconfig.json: TypeError: ts.parseConfigFileTextToJson is not a function
#> with one that is not there: killed 5
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "type": "module" }' >package.json
npm install --silent --no-audit --no-fund @stryker-mutator/core@10.1.1 typescript@7.0.2 node@24.21.0 || exit 2
echo '{ "compilerOptions": { "strict": true } }' >tsconfig.json
echo 'export const isLate = (day, last) => day > last;' >late.js
cat >check.mjs <<'END'
import { isLate } from "./late.js";
if (!isLate(2, 1) || isLate(1, 1) || isLate(1, 2)) process.exit(1);
END
run() {
  cat >stryker.json <<END
{ "testRunner": "command", "commandRunner": { "command": "node check.mjs" }, "mutate": ["late.js"], "plugins": [],
  "reporters": ["clear-text"], "allowConsoleColors": false, "tsconfigFile": "$1" }
END
  node_modules/.bin/node node_modules/@stryker-mutator/core/bin/stryker.js run stryker.json 2>&1 || true
}
now=$(
  echo "with the project's tsconfig.json: $(run tsconfig.json | grep -o '^TypeError: .*')"
  echo "with one that is not there: $(run no-tsconfig.json | grep -o 'killed [0-9][0-9]*')"
)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
