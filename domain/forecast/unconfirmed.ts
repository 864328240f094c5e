import type { Milestone, Program } from "../calendar/program.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { unsetFor, whyAwaited } from "./without-day.ts";

/** A milestone that waits. `about`: the school date by the guess, or by the year beside it. `owner`: a role's title. */
export interface Unconfirmed {
  milestone: string;
  title: string;
  about: string;
  reason: string;
  owner?: string;
}

const DAYS_AHEAD = 42;

/** Classes of which something may be due now: who entered up to eight years ago, or enters in three. */
const ENTERED = Array.from({ length: 12 }, (_, nth) => nth - 8);

const waitingOf = (program: Program, milestone: Milestone, today: string): Unconfirmed[] =>
  program.tracks.flatMap(({ id: track, years }) =>
    ENTERED.map((nth) => yearOf(today) + nth)
      .flatMap((entered) =>
        unsetFor(program, milestone, { track, anchors: { matriculation: entered, graduation: entered + years } }),
      )
      .flatMap(({ from, awaits }) => {
        if (awaits === undefined) return [];
        const owner = milestone.owner && program.school.roles?.[milestone.owner]?.title;
        const { id, title } = milestone;
        return [{ milestone: id, title, about: from, reason: whyAwaited(awaits), ...(owner && { owner }) }];
      }),
  );

/** What waits for unconfirmed national dates, from six weeks before it might go out until it would be too late. */
export const unconfirmed = (program: Program, today: string): Unconfirmed[] => {
  const [first, last] = [addDays(today, -program.school.catchUpDays), addDays(today, DAYS_AHEAD)];
  const rows = [...program.milestones, ...(program.forMarked ?? [])]
    .flatMap((milestone) => waitingOf(program, milestone, today))
    .filter(({ about }) => about >= first && about <= last);
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()].toSorted((one, other) =>
    one.about < other.about ? -1 : 1,
  );
};
