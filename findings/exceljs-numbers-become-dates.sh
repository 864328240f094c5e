#!/usr/bin/env bash
# exceljs 4.4.0: a number whose format has a letter such as M or d after a backslash is read as a Date.
#
# A student number 410101 with the format \M00000000, which Excel shows as M00410101, is the date 3022-10-25; five days
# in the format 0\d are 4 January 1900. The same letters in quotation marks do no harm.
#
# One would guess the number: a backslash makes the next character a literal in a number format (ECMA-376 part 1,
# 18.8.31), just as quotation marks do.
# Seen 2026-11-28, Node 20.20.2:
#> 00000000     410101
#> "M"00000000  410101
#> \M00000000   Date 3022-10-25
#> 0"d"         5
#> 0\d          Date 1900-01-04
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund exceljs@4.4.0 || exit 2
cat >probe.mjs <<'END'
import ExcelJS from "exceljs";

const written = new ExcelJS.Workbook();
const cells = [[410101, "00000000"], [410101, '"M"00000000'], [410101, "\\M00000000"], [5, '0"d"'], [5, "0\\d"]];
const sheet = written.addWorksheet("roster");
for (const [number, format] of cells) sheet.addRow([number]).getCell(1).numFmt = format;
const read = new ExcelJS.Workbook();
await read.xlsx.load(await written.xlsx.writeBuffer());
for (const [index, [, format]] of cells.entries()) {
  const { value } = read.worksheets[0].getCell(index + 1, 1);
  console.log(format.padEnd(12), value instanceof Date ? `Date ${value.toISOString().slice(0, 10)}` : value);
}
END
now=$(node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
