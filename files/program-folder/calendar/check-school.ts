import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";

/** Checks that mails may go out at all, and at the hour at which they are planned. */
export const checkSchool = ({ school }: WrittenProgram): Fault[] => {
  if (school === undefined) return [];
  const { sendAt, sendWindow } = school.value;
  const { from, to } = sendWindow;
  const at = (path: string[], what: string, mend: string): Fault[] => [
    { file: school.file, line: school.lineOf(path), what, mend },
  ];
  if (from >= to) {
    const what = `The window for mails ends at ${to}, but begins at ${from}.`;
    return at(["sendWindow", "to"], what, "Write a later end; a window lies within one day.");
  }
  if (sendAt >= from && sendAt < to) return [];
  const what = `Mails are planned at ${sendAt}, outside the window for mails (${from} to ${to}).`;
  return at(["sendAt"], what, "Choose a time in the window, or change sendWindow.");
};
