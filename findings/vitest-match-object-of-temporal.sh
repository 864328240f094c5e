#!/usr/bin/env bash
# vitest 5.1.1 with temporal-polyfill 1.0.8: toMatchObject() takes any date for any other, and so does node:assert's
# deepStrictEqual(); toEqual() does not.
#
# expect({ due: 5 March }).toMatchObject({ due: 6 March }) passes; the same with toEqual fails as it should. The two
# dates have no own properties, and the subset check asks for nothing else. toEqual in turn takes two Responses of
# different status for equal.
#
# One would guess that toMatchObject is toEqual with properties left out, so that a test that fails under the one fails
# under the other.
# Seen 2026-11-28, Node 24.21.0:
#> toEqual, two days: fails
#> toMatchObject, two days: passes
#> deepStrictEqual, two days: passes
#> toEqual, two answers: passes
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund vitest@5.1.1 temporal-polyfill@1.0.8 node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
cat >dates.test.mjs <<'END'
import assert from "node:assert";
import { writeFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";

const [fifth, sixth] = ["2027-03-05", "2027-03-06"].map((day) => Temporal.PlainDate.from(day));
const checks = {
  "toEqual, two days": () => expect({ due: fifth }).toEqual({ due: sixth }),
  "toMatchObject, two days": () => expect({ due: fifth }).toMatchObject({ due: sixth }),
  "deepStrictEqual, two days": () => assert.deepStrictEqual(fifth, sixth),
  "toEqual, two answers": () => expect(new Response("", { status: 200 })).toEqual(new Response("", { status: 500 })),
};
const outcome = (check) => {
  try {
    check();
    return "passes";
  } catch {
    return "fails";
  }
};
test("what passes", () => {
  const lines = Object.entries(checks).map(([name, check]) => `${name}: ${outcome(check)}`);
  writeFileSync("seen.txt", lines.join("\n"));
});
END
now=$(
  vitest run --silent >log.txt 2>&1
  cat seen.txt
)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
