#!/usr/bin/env bash
# @aws-sdk/util-dynamodb 3.996.9: the option that its own error advises makes an empty map of a Date.
#
# marshall({ at: new Date() }) throws and says: pass convertClassInstanceToMap=true. With it the Date is {"M":{}}: the
# day is lost and nothing is raised. A Map becomes an attribute map without the option; a function, in or out of it,
# leaves no attribute and no error, though an undefined value throws.
#
# One would guess an ISO text, or the same error.
# Seen 2026-11-28, Node 20.20.2:
#> Date:       throws: ... Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.
#> as advised: {"at":{"M":{}}}
#> Map:        {"at":{"M":{"day":{"N":"1"}}}}
#> function:   {}
#> undefined:  throws: ... Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund @aws-sdk/util-dynamodb@3.996.9 || exit 2
cat >probe.mjs <<'END'
import { marshall } from "@aws-sdk/util-dynamodb";

const tried = (value, options) => {
  try {
    return JSON.stringify(marshall({ at: value }, options));
  } catch (error) {
    return `throws: ... ${error.message.slice(error.message.indexOf("Pass"))}`;
  }
};
console.log("Date:      ", tried(new Date(0)));
console.log("as advised:", tried(new Date(0), { convertClassInstanceToMap: true }));
console.log("Map:       ", tried(new Map([["day", 1]])));
console.log("function:  ", tried(() => 1));
console.log("undefined: ", tried(undefined));
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
