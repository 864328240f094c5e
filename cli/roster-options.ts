import { type Command, InvalidArgumentError } from "commander";
import { IsoDate } from "#domain/time/yearly-day.ts";

/** What every command's help says of the files that it reads. */
export const ROSTER_HELP = `
A roster is a CSV (UTF-8, header row, any column order) or an Excel workbook with the columns
  student_id,email,first_name,last_name,track,matriculation_year,graduation_year,
  society,status,society_advisor_email,cim_access_code,degree,leave_from,leave_until,
  specialty,site,mailbox
An answers file is a CSV of at,student_id,milestone: that student confirms that
milestone on their link at that instant (2027-04-02T13:30:00Z).
`;

/** What the help of those says that read sessions. */
export const SESSIONS_HELP = `
A file of sessions is a CSV or an Excel workbook with the columns
  session_id,item,title,starts_at,ends_at,place,link,capacity,rsvp,speakers,
  audience_note,status,recording
Times are the school's own: 2027-02-10 17:30. item is a milestone or series of the program,
rsvp is none, yes-no or required, status is planned or cancelled. --then takes such files, too.
`;

export const schoolDate = (text: string): string => {
  const read = IsoDate.safeParse(text);
  if (!read.success) throw new InvalidArgumentError("Write a date that exists as YYYY-MM-DD, e.g. 2027-04-01.");
  return read.data;
};

const laterRoster = (text: string, before: { on: string; file: string }[] = []): { on: string; file: string }[] => {
  const [, on = "", file = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (file === "") throw new InvalidArgumentError("Write a date and a file, e.g. 2026-09-01=september.csv.");
  return [...before, { on: schoolDate(on), file }];
};

/** Adds what tells a command of rosters that come after the first. */
export const addRosters = (command: Command): Command =>
  command
    .option(
      "--then <date=file>",
      "a roster, or a file of sessions, that comes on that school date, before its mails; may be given again",
      laterRoster,
    )
    .option("--complete", "each roster names everybody: who is missing from it is held");

/** Refuses a span that ends before it begins, and rosters of before it. */
export const refuseBackwards = (
  { from, to, then = [] }: { from: string; to: string; then?: { on: string }[] },
  command: Command,
): void => {
  const early = then.find(({ on }) => on < from);
  if (early !== undefined) command.error(`error: --then ${early.on} is before --from ${from}; time only goes forward.`);
  if (to < from) command.error(`error: --to ${to} is before --from ${from}; time only goes forward.`);
};
