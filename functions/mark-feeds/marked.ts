import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import type { FeedOwner } from "#adapters/feeds/feeds.ts";
import { guestListIn } from "#adapters/guest-lists/guest-list-item.ts";
import { enrollmentIn, readPerson } from "#adapters/people/person-item.ts";
import { emptyList, type GuestList, personOf, standingOf } from "#domain/sessions/guest-list.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

/** Whose calendar a change may have changed: one owner's, or everybody's. `isAnswer`: since where they stand did. */
export interface Marked {
  of: FeedOwner | "all";
  isAnswer: boolean;
}

type Image = NonNullable<ItemChange["after"]>;

/** Whose calendars a change of an item concerns. @throws a zod error at an item that cannot be read */
export const markedBy = (program: string, { before, after }: Pick<ItemChange, "before" | "after">): Marked[] => {
  const item = after ?? before;
  if (item?.pk === PARTITIONS.sessions.pk(program)) return [{ of: "all", isAnswer: false }];
  if (item?.pk === PARTITIONS.guests.pk(program)) return ofGuests(before, after);
  return item?.pk === PARTITIONS.people.pk ? ofPerson(program, { before, after }) : [];
};

const listIn = (item: Image | undefined): GuestList => (item === undefined ? emptyList("") : guestListIn(item));

const peopleOf = ({ places, declined, came }: GuestList): string[] => [
  ...Object.keys(places).map(personOf),
  ...Object.keys(declined),
  ...Object.keys(came),
];

// Who moved up from the wait list said nothing: a place that somebody else gave up changed their calendar.
const ofGuests = (before: Image | undefined, after: Image | undefined): Marked[] => {
  const [was, is] = [listIn(before), listIn(after)];
  return [...new Set([was, is].flatMap(peopleOf))]
    .filter((person) => standingOf(was, person).state !== standingOf(is, person).state)
    .map((person) => ({ of: `student.${person}` as const, isAnswer: true }));
};

/** All of a person that their calendar hangs on. */
const ofCalendar = (program: string, item: Image | undefined): string =>
  JSON.stringify([enrollmentIn(program), "schoolId", "society", "specialty", "removed"].map((name) => item?.[name]));

const ofPerson = (program: string, { before, after }: Pick<ItemChange, "before" | "after">): Marked[] => {
  if (ofCalendar(program, before) === ofCalendar(program, after)) return [];
  return [{ of: `student.${readPerson(after ?? before).person}`, isAnswer: false }];
};
