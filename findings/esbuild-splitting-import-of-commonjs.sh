#!/usr/bin/env bash
# esbuild 0.28.2: with `splitting`, `await import()` of a CommonJS module answers its `default` alone. Its named exports
# are undefined, though Node itself has them, and so has the same bundle without `splitting`.
#
# One would guess that splitting decides in how many files the code lies, and not what it answers. The part's own file
# says `export default` of the module and nothing else, without a warning.
# Seen 2026-11-29, Node 24.21.0:
#> Node itself: function
#> in one bundle: function
#> in a bundle with splitting: undefined, as default.greet: function
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund esbuild@0.28.2 node@24.21.0 || exit 2
echo 'exports.greet = () => "hello";' >part.cjs
echo 'export const load = () => import("./part.cjs");' >index.mjs
cat >run.mjs <<'END'
import { build } from "esbuild";
const options = { entryPoints: ["index.mjs"], bundle: true, format: "esm", platform: "node", logLevel: "error" };
await build({ ...options, outfile: "one.mjs" });
await build({ ...options, splitting: true, outdir: "split", outExtension: { ".js": ".mjs" } });
const loaded = async (file) => (await import(file)).load();
const split = await loaded("./split/index.mjs");
console.log(`Node itself: ${typeof (await loaded("./index.mjs")).greet}`);
console.log(`in one bundle: ${typeof (await loaded("./one.mjs")).greet}`);
console.log(`in a bundle with splitting: ${typeof split.greet}, as default.greet: ${typeof split.default.greet}`);
END
now=$(node_modules/.bin/node run.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
