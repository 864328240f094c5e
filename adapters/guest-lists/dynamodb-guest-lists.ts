import { changeBy, nextTry, oneGuest, withCapacity } from "#domain/sessions/guest-answers.ts";
import { emptyList, type GuestList, personOf } from "#domain/sessions/guest-list.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { getItem } from "../dynamodb/table.ts";
import { type ChangeOfList, changesOf, type Write } from "./change-list.ts";
import { ATTRIBUTE, guestListIn } from "./guest-list-item.ts";
import { type GuestLists, ListTooBusy, MOST_ATTEMPTS } from "./guest-lists.ts";
import { accept, come, countTry, decline, first, giveCode, saying, setSeats, takeBack } from "./list-writes.ts";

/** How many people one expression names: DynamoDB takes 4 KB of it. */
const MOST_NAMED = 40;

/** Makes a change again on what stands, until it is made, or nothing is left of it. */
const untilDone = async (
  start: GuestList,
  attempt: (stands: GuestList) => ReturnType<ChangeOfList> | undefined,
): Promise<GuestList> => {
  let stands = start;
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const made = await attempt(stands);
    if (made === undefined) return stands;
    if (made.isChanged) return made.list;
    stands = made.list;
  }
  throw new ListTooBusy("A guest list was changed by others again and again.");
};

const chunksOf = (keys: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(keys.length / MOST_NAMED) }, (_, nth) =>
    keys.slice(nth * MOST_NAMED, (nth + 1) * MOST_NAMED),
  );

/** Makes a change for so many at a time; the list after the last of them. */
const inParts = async (
  names: readonly string[],
  change: (some: readonly string[]) => ReturnType<ChangeOfList>,
): Promise<GuestList | undefined> => {
  let list: GuestList | undefined;
  for (const some of chunksOf(names)) list = (await change(some)).list;
  return list;
};

const answerBy = (change: ChangeOfList): GuestLists["answer"] => {
  const make = ({ id, capacity }: Parameters<GuestLists["answer"]>[0], write: Write) =>
    change(id, (use) => {
      const { set = [], ...rest } = write(use);
      return { ...rest, set: [...set, first("capacity", capacity ?? null, use)] };
    });
  return (session, key, given, at) =>
    untilDone(emptyList(session.id), (stands) => {
      const news = changeBy(stands, key, given);
      if (news === undefined) return undefined;
      if (news.declines) return make(session, (use) => decline(key, at, use));
      const own = Object.keys(stands.places).filter((entry) => personOf(entry) === key);
      return make(session, (use) => accept(key, news, own.length, use));
    });
};

const tryCodeBy =
  (change: ChangeOfList): GuestLists["tryCode"] =>
  async (session, key, at) => {
    let isTooOften = false;
    const list = await untilDone(emptyList(session), (stands) => {
      const [before, after] = [stands.tries[key], nextTry(stands, key, at)];
      isTooOften = after === undefined;
      return after && change(session, (use) => countTry(key, before, after, use));
    });
    return isTooOften ? undefined : list;
  };

/** Guest lists in the records table: an answer is one conditional write, and a second one where it is a change. */
export const dynamodbGuestLists = (client: ItemCalls, tableName: string, program: string): GuestLists => {
  const change = changesOf(client, tableName, program);

  const get = async (session: string): Promise<GuestList> => {
    const item = await getItem(client, tableName, { pk: PARTITIONS.guests.pk(program), sk: session });
    return item === undefined ? emptyList(session) : guestListIn(item);
  };

  const remove = async (session: string, names: readonly string[]): Promise<GuestList> =>
    (await inParts(names, (some) => change(session, (use) => takeBack(some, use)))) ?? get(session);

  return {
    get,

    some: async (sessions) => {
      const keys = sessions.map((sk) => ({ pk: PARTITIONS.guests.pk(program), sk }));
      const lists = (await getItems(client, tableName, keys, { consistent: true })).map(guestListIn);
      const known = new Set(lists.map(({ session }) => session));
      return [...lists, ...sessions.filter((session) => !known.has(session)).map(emptyList)];
    },

    answer: answerBy(change),
    tryCode: tryCodeBy(change),

    came: async (session, keys, by, at) =>
      (await inParts(keys.map(ATTRIBUTE.came), (some) => change(session, (use) => come(some, { at, by }, use)))) ??
      get(session),

    notCome: (session, keys) => remove(session, keys.map(ATTRIBUTE.came)),

    openRoom: async (session, code) => (await change(session, (use) => giveCode(code, use))).list,

    setCapacity: async (session, capacity) =>
      untilDone(await get(session), (stands) => {
        const after = withCapacity(stands, capacity);
        return after === stands ? undefined : change(session, (use) => setSeats(stands, after, use));
      }),

    fold: async (session, gone, stays) =>
      untilDone(await get(session), (stands) => {
        const after = oneGuest(stands, gone, stays);
        return after === stands ? undefined : change(session, (use) => saying(stands, after, use));
      }),

    forgetDietary: async (session) => remove(session, Object.keys((await get(session)).dietary).map(ATTRIBUTE.dietary)),
  };
};
