import type { Milestone, Program } from "../calendar/program.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { unsetFor, whyAwaited } from "./without-day.ts";

/** A milestone that waits: from `about`, for a national date where it has a `reason`, else for its owner to set it. */
export interface Unconfirmed {
  milestone: string;
  title: string;
  about: string;
  until: string;
  reason?: string;
  owner?: { title: string; email: string };
}

const DAYS_AHEAD = 42;

/** Classes of which something may be due now: who entered up to eight years ago, or enters in three. */
const ENTERED = Array.from({ length: 12 }, (_, nth) => nth - 8);

const ownerOf = ({ school }: Program, { owner }: Milestone): Unconfirmed["owner"] =>
  owner === undefined ? undefined : school.roles?.[owner];

const allOf = ({ milestones, forMarked = [] }: Program): Milestone[] => [...milestones, ...forMarked];

export const ownerAddresses = (program: Program): string[] => [
  ...new Set(allOf(program).flatMap((milestone) => ownerOf(program, milestone)?.email ?? [])),
];

const waitingOf = (program: Program, milestone: Milestone, today: string): Unconfirmed[] =>
  program.tracks.flatMap(({ id: track, years }) =>
    ENTERED.map((nth) => yearOf(today) + nth)
      .flatMap((entered) =>
        unsetFor(program, milestone, { track, anchors: { matriculation: entered, graduation: entered + years } }),
      )
      .map(({ from, to, awaits }) => {
        const owner = ownerOf(program, milestone);
        const reason = awaits && whyAwaited(awaits);
        const { id, title } = milestone;
        return { milestone: id, title, about: from, until: to, ...(reason && { reason }), ...(owner && { owner }) };
      }),
  );

/** What waits for a day, from six weeks before it might go out until it would be too late. */
export const unconfirmed = (program: Program, today: string): Unconfirmed[] => {
  const [first, last] = [addDays(today, -program.school.catchUpDays), addDays(today, DAYS_AHEAD)];
  const rows = allOf(program)
    .flatMap((milestone) => waitingOf(program, milestone, today))
    .filter(({ about, until, reason }) => about <= last && (reason === undefined ? until >= today : about >= first));
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()].toSorted((one, other) =>
    one.about < other.about ? -1 : 1,
  );
};
