import type { Feed, FeedOwner, FeedStudent } from "#adapters/feeds/feeds.ts";
import { type Program, usualCourse } from "#domain/calendar/program.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import type { Enrollment, OfClass } from "#domain/people/enrollment.ts";
import { answeredIn, type CalendarReader, calendarOf, changesBy } from "#domain/sessions/calendar-of.ts";
import { retold, type ToldDays } from "#domain/sessions/feeds/told-days.ts";
import { standingOf } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { icsOf } from "#files/ics/ics.ts";
import type { FeedsNeeds } from "./needs.ts";

/** A feed as it is sent, and the instant from which it may be another one though nothing was marked. */
export interface MadeFeed {
  ics: string;
  until: string;
  /** The days of its deadlines. */
  days: ToldDays;
}

/** A feed is written anew once a day at least: what left no mark, such as newer code, shows by then. */
const LONGEST_MS = 24 * 60 * 60_000;

/** Writes an owner's calendar by the sessions as they are. Of somebody who is in no roster it is empty. */
export const writeFeed = async (
  needs: FeedsNeeds,
  { owner, feed, sessions }: { owner: FeedOwner; feed: Feed | undefined; sessions: readonly KnownSession[] },
  now: string,
): Promise<MadeFeed> => {
  const { program } = needs;
  const found = await readerOf(needs, { owner, feed, sessions }, now);
  const { name, entries } = calendarOf(
    program,
    found?.reader ? sessions : [],
    found?.reader ?? { isPublic: true },
    now,
  );
  const told = retold(entries, feed?.written?.days ?? {}, {
    now,
    today: schoolDate(now, program.school.timeZone),
  });
  const day = new Date(Date.parse(now) + LONGEST_MS).toISOString();
  const until = [day, changesBy(program, sessions, now)].toSorted()[0] ?? now;
  const ics = icsOf(name, program.school.timeZone, told.entries);
  return { ics, until: found?.isMarked === false ? now : until, days: told.days };
};

interface FoundReader {
  reader: CalendarReader;
  /** False of who goes on as another: changes of theirs are marked under the other's key. */
  isMarked: boolean;
}

const readerOf = async (
  needs: FeedsNeeds,
  { owner, feed, sessions }: { owner: FeedOwner; feed: Feed | undefined; sessions: readonly KnownSession[] },
  now: string,
): Promise<FoundReader | undefined> => {
  if (owner === "public") return { reader: { isPublic: true }, isMarked: true };
  if (owner.startsWith("cohort.")) return cohortReader(needs.program, owner.slice("cohort.".length));
  const student = feed?.student && (await studentOf(needs, owner, feed.student));
  if (student === undefined) return undefined;
  const ids = answeredIn(needs.program, sessions, student, now);
  const lists = await needs.guestLists.some(ids);
  const of = new Map(lists.map((list) => [list.session, standingOf(list, student.person).state]));
  const answers = { of, changedAt: feed?.answeredAt };
  return { reader: { student, answers }, isMarked: owner === `student.${student.person}` };
};

const cohortReader = ({ tracks }: Program, cohort: string): FoundReader | undefined => {
  const parsed = parseCohort(cohort);
  const track = tracks.find(({ id }) => id === parsed?.track);
  if (parsed === undefined || track === undefined) return undefined;
  return { reader: { cohort: usualCourse(track, parsed.graduationYear - track.years) }, isMarked: true };
};

/** A student as of now; of one who has another id by now, or goes on as another, the feed learns it. */
const studentOf = async (
  { people, feeds }: FeedsNeeds,
  owner: FeedOwner,
  { person, schoolId }: FeedStudent,
): Promise<(OfClass & Pick<Enrollment, "person" | "status">) | undefined> => {
  const [there] = await people.some([schoolId], "as of now");
  if (there?.person === person) return there;
  const known = await people.all();
  const found = known.find((one) => one.person === person || one.aliases?.includes(schoolId));
  if (found !== undefined) await feeds.follow(owner, { person: found.person, schoolId: found.schoolId });
  return found;
};
