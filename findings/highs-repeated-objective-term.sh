#!/usr/bin/env bash
# highs 1.15.3: a variable that stands twice in the objective counts with its last weight only; in a constraint the
# terms add up.
#
# "Maximize 5 a + 2 b + 4 b" with a + b <= 1 chooses a for 5, although b is worth 6. The status is Optimal.
#
# One would guess that the terms are added, as everywhere in algebra and as in the rows of the same file.
# Seen 2026-11-28, Node 20.20.2:
#> objective: Optimal 5 a 1 b 0
#> constraint 2 b + 4 b <= 3: b 0.5
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund highs@1.15.3 || exit 2
cat >probe.mjs <<'END'
import load from "highs";

const solver = await load();
const weights = solver.solve("Maximize\n obj: 5 a + 2 b + 4 b\nSubject To\n c: a + b <= 1\nBinary\n a b\nEnd");
const { a, b } = weights.Columns;
console.log("objective:", weights.Status, weights.ObjectiveValue, "a", a.Primal, "b", b.Primal);
const row = solver.solve("Maximize\n obj: b\nSubject To\n c: 2 b + 4 b <= 3\nEnd");
console.log("constraint 2 b + 4 b <= 3:", "b", row.Columns.b.Primal);
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
