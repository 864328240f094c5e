#!/usr/bin/env bash
# mjml 5.4.1: a template condition that stands as bare text between two elements is dropped, so what it guards shows
# for everyone.
#
# {{#if place}} and {{/if}} between <mj-text> elements vanish from the HTML, without an error in any validation level,
# "strict" included. Inside <mj-raw> they stay where they are.
#
# One would guess that text is kept or refused: strict refuses an unknown attribute, and {{name}} inside an element is
# kept.
# Seen 2026-11-28, Node 20.20.2:
#> bare -> kept: Room 5 | errors: 0
#> <mj-raw>bare</mj-raw> -> kept: {{#if place}} Room 5 {{/if}} | errors: 0
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund mjml@5.4.1 || exit 2
cat >probe.mjs <<'END'
import mjml from "mjml";

const column = (content) =>
  `<mjml><mj-body><mj-section><mj-column>${content}</mj-column></mj-section></mj-body></mjml>`;
const letter = (open, close) => column(`${open}<mj-text>Room 5</mj-text>${close}`);
const raw = (text) => `<mj-raw>${text}</mj-raw>`;
for (const wrap of [String, raw]) {
  const { html, errors } = await mjml(letter(wrap("{{#if place}}"), wrap("{{/if}}")), { validationLevel: "strict" });
  const kept = ["{{#if place}}", "Room 5", "{{/if}}"].filter((part) => html.includes(part));
  console.log(wrap("bare"), "-> kept:", kept.join(" "), "| errors:", errors.length);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
