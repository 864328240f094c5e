#!/usr/bin/env bash
# xlsx 0.18.5 (what "npm install xlsx" gives) and exceljs 4.4.0: a workbook whose dates count from 1904 is read four
# years and a day early, by the one always, by the other when the flag is written as "true".
#
# 1 August 2026 is 44773 in such a workbook. xlsx with cellDates gives 31 July 2022, while the text it shows is right.
# exceljs knows date1904="1", which it writes, and not date1904="true", which xlsx writes.
#
# One would guess that a reader that knows the flag for the text knows it for the date, and that an xsd:boolean
# (ECMA-376 part 1, 18.2.28) may be either word. Excel for Mac made such files by default for years, and a copy of one
# keeps the flag.
# Seen 2026-11-28, Node 20.20.2:
#> flag "true" xlsx 2022-07-31, shown 2026-08-01 | exceljs 2022-07-31
#> flag "1"    xlsx 2022-07-31, shown 2026-08-01 | exceljs 2026-08-01
set -euo pipefail
seen=$(sed -n 's/^#> \{0,1\}//p' "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{}' >package.json
npm install --silent --no-audit --no-fund xlsx@0.18.5 exceljs@4.4.0 || exit 2
cat >probe.mjs <<'END'
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const byXlsx = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(byXlsx, { "!ref": "A1", A1: { t: "n", v: 44773, z: "yyyy-mm-dd" } }, "roster");
byXlsx.Workbook = { WBProps: { date1904: true } };
const byExceljs = new ExcelJS.Workbook();
byExceljs.properties.date1904 = true;
const written = byExceljs.addWorksheet("roster").getCell("A1");
written.value = new Date("2026-08-01T00:00:00Z");
written.numFmt = "yyyy-mm-dd";
const files = {
  'flag "true"': XLSX.write(byXlsx, { type: "buffer" }),
  'flag "1"   ': Buffer.from(await byExceljs.xlsx.writeBuffer()),
};
const day = (date) => date.toISOString().slice(0, 10);
for (const [name, file] of Object.entries(files)) {
  const cell = XLSX.read(file, { cellDates: true }).Sheets.roster.A1;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file);
  const read = book.worksheets[0].getCell("A1").value;
  console.log(`${name} xlsx ${day(cell.v)}, shown ${cell.w} | exceljs ${day(read)}`);
}
END
now=$(TZ=UTC node probe.mjs)
printf '%s\n' "$now"
[ "$now" = "$seen" ]
