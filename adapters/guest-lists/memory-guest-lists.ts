import { answered, cameTo, nextTry, notCameTo, oneGuest, withCapacity } from "#domain/sessions/guest-answers.ts";
import { emptyList, type GuestList } from "#domain/sessions/guest-list.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { GuestLists } from "./guest-lists.ts";

/**
 * Guest lists in memory, under the same conditions as the real ones.
 * @param watch told of each change, as the table's stream would tell it.
 */
export const memoryGuestLists = (watch: Watch<GuestList> = () => {}): GuestLists => {
  const lists = new Map<string, GuestList>();
  const listOf = (session: string): GuestList => lists.get(session) ?? emptyList(session);

  const change = (session: string, by: (list: GuestList) => GuestList): GuestList => {
    const [before, list] = [lists.get(session), listOf(session)];
    const after = by(list);
    if (after === list) return list;
    lists.set(session, frozen(structuredClone(after)));
    watch(before, listOf(session));
    return listOf(session);
  };

  return {
    get: async (session) => listOf(session),
    some: async (sessions) => sessions.map(listOf),

    answer: async ({ id, capacity }, key, given, at) =>
      change(id, (list) => {
        const after = answered(list, key, given, at);
        return after === list || list.capacity !== undefined ? after : { ...after, capacity: capacity ?? null };
      }),

    came: async (session, keys, by, at) => change(session, (list) => cameTo(list, keys, by, at)),
    notCome: async (session, keys) => change(session, (list) => notCameTo(list, keys)),

    openRoom: async (session, code) =>
      change(session, (list) => (list.code === code ? list : { ...list, code, revision: list.revision + 1 })),

    tryCode: async (session, key, at) => {
      const counted = nextTry(listOf(session), key, at);
      if (counted === undefined) return undefined;
      return change(session, (list) => ({ ...list, tries: { ...list.tries, [key]: counted } }));
    },

    setCapacity: async (session, capacity) => change(session, (list) => withCapacity(list, capacity)),

    fold: async (session, gone, stays) => change(session, (list) => oneGuest(list, gone, stays)),

    forgetDietary: async (session) =>
      change(session, (list) =>
        Object.keys(list.dietary).length === 0 ? list : { ...list, dietary: {}, revision: list.revision + 1 },
      ),
  };
};
