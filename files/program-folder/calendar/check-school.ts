import { addDays } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import type { School } from "#domain/time/school.ts";
import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";

/** More quiet days in a row would leave whole milestones without a day; a summer has some ninety. */
const MOST_QUIET = 120;

const [FIRST_DAY, LAST_DAY] = ["2024-01-01", "2051-12-31"];

const lastWorkingDay = (school: School, from: string, to: string): string | undefined => {
  for (let day = to; day >= from; day = addDays(day, -1)) if (!isQuiet(school, day)) return day;
  return undefined;
};

/** The first run of too many quiet days; weekdays come back to the same dates after 28 years. */
const longSilence = (school: School): [from: string, to: string] | undefined => {
  const own = school.quietDays.dates.toSorted();
  const last = [LAST_DAY, addDays(own.at(-1) ?? LAST_DAY, MOST_QUIET)].toSorted()[1] ?? LAST_DAY;
  let from = [FIRST_DAY, own[0] ?? FIRST_DAY].toSorted()[0] ?? FIRST_DAY;
  for (let to = addDays(from, MOST_QUIET); to <= last; to = addDays(from, MOST_QUIET)) {
    const working = lastWorkingDay(school, from, to);
    if (working === undefined) return [from, to];
    from = addDays(working, 1);
  }
  return undefined;
};

/** Checks that mails may go out at all, and at the hour at which they are planned. */
export const checkSchool = ({ school }: WrittenProgram): Fault[] => {
  if (school === undefined) return [];
  const { sendAt, sendWindow } = school.value;
  const { from, to } = sendWindow;
  const at = (path: string[], what: string, mend: string): Fault[] => [
    { file: school.file, line: school.lineOf(path), what, mend },
  ];
  const silence = longSilence(school.value);
  if (silence !== undefined) {
    const what = `No mail could go out from ${silence[0]} to ${silence[1]} and perhaps longer.`;
    return at(["quietDays"], what, "Leave working days between the quiet ones.");
  }
  if (from >= to) {
    const what = `The window for mails ends at ${to}, but begins at ${from}.`;
    return at(["sendWindow", "to"], what, "Write a later end; a window lies within one day.");
  }
  if (sendAt >= from && sendAt < to) return [];
  const what = `Mails are planned at ${sendAt}, outside the window for mails (${from} to ${to}).`;
  return at(["sendAt"], what, "Choose a time in the window, or change sendWindow.");
};
