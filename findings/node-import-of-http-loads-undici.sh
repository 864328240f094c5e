#!/usr/bin/env bash
# Node 24.21.0: `import "node:http"` loads the whole of undici; `require` of the same module does not.
#
# An import of a built-in module copies every property of it into a namespace, and so runs the getters behind which Node
# hides what is slow: `http.WebSocket` and its kin load undici, `fs.promises` loads `fs/promises`. On a machine of 2026
# the import takes some 60 ms where require takes 7. A name in braces (`import { request } from "node:http"`) is no help.
#
# One would guess that import and require of a built-in module do the same.
# Seen 2026-11-28, Node 24.21.0:
#> import { request } from "node:http": undici loaded
#> require("node:http"): undici not loaded
#> process.getBuiltinModule("node:http"): undici not loaded
#> import { request } from "node:https": undici not loaded
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund node@24.21.0 || exit 2
export PATH="$work/node_modules/.bin:$PATH"
tell='console.log(process.moduleLoadList.some((name) => /undici/.test(name)) ? "undici loaded" : "undici not loaded")'
probe() {
  printf '%s: ' "$2"
  node "--input-type=$1" -e "$2; $tell"
}
now=$(
  probe module 'import { request } from "node:http"'
  probe commonjs 'require("node:http")'
  probe module 'process.getBuiltinModule("node:http")'
  probe module 'import { request } from "node:https"'
)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
