import type { Outlook } from "#domain/forecast/preview.ts";
import { withoutDay } from "#domain/forecast/without-day.ts";
import { isHere } from "#domain/people/enrollment.ts";
import type { Asked, Prepared } from "../local/prepare.ts";
import { toldOf } from "../local/rosters.ts";
import { save } from "../save.ts";
import type { Console } from "../terminal.ts";
import { type HeldRow, reportText } from "./report.ts";
import { reportPieces } from "./report-json.ts";

/** Tells an outlook: a table for people, and the JSON where one was asked for (`-` puts it in the table's place). */
export const tellReport = async (
  { from, to, json }: Asked,
  { program, rosters, outlook, held }: Pick<Prepared, "program" | "rosters"> & { outlook: Outlook; held: HeldRow[] },
  { out }: Console,
): Promise<void> => {
  const { timeZone } = program.school;
  const came = rosters.filter(({ on }) => on <= to);
  const students = came.at(-1)?.students.length ?? 0;
  const here = (came.at(-1)?.students ?? []).filter(isHere);
  const { held: waiting, unscheduled } = withoutDay(program, here, { from, to });
  const told = { ...outlook, ...toldOf(came), held: [...held, ...waiting], unscheduled };
  const report = { from, to, timeZone, ...told, students };
  if (json !== "-") out.write(reportText(report));
  if (json === "-") for (const piece of reportPieces(report)) out.write(piece);
  if (json !== undefined && json !== "-") await save(json, reportPieces(report), "the JSON");
};
