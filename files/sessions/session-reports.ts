import type { KnownSession, Noticed } from "#domain/sessions/session.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { csvOf } from "../csv/csv.ts";
import { columnOf } from "./columns.ts";

/** What is told of lines of a file, as a CSV of its own. */
export const linesCsv = (told: readonly { line: number; message: string }[]): string =>
  csvOf(
    ["line", "message"],
    told.map(({ line, message }) => ({ line: String(line), message })),
  );

const shown = (field: Noticed, value: string | null | undefined, timeZone: string): string => {
  if (value === null || value === undefined) return "";
  return field === "startsAt" || field === "endsAt" ? schoolMinute(value, timeZone) : value;
};

/** The last change of each session that changed: a line for each field, as it was before and as it is after. */
export const revisionsCsv = (sessions: readonly KnownSession[], timeZone: string): string =>
  csvOf(
    ["session_id", "what", "before", "after"],
    sessions.flatMap((session) =>
      Object.entries(session.history.at(-1)?.was ?? {}).flatMap(([name, was]) => {
        const found = columnOf(name);
        if (found === undefined) return [];
        const { column, field } = found;
        const [before, after] = [shown(field, was, timeZone), shown(field, session[field], timeZone)];
        return [{ session_id: session.id, what: column, before, after }];
      }),
    ),
  );
