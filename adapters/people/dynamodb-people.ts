import type * as z from "zod/mini";
import { type AddressNews, isSameMailbox } from "#domain/people/address.ts";
import { Addressee, Enrolled } from "#domain/people/student.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf, readEach, type Unread } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item, putItem, queryPartition } from "../dynamodb/table.ts";
import type { People } from "./people.ts";
import {
  called,
  erasing,
  holding,
  marking,
  mergedFrom,
  moving,
  ofPerson,
  ofStudent,
  personKey,
} from "./person-changes.ts";
import { enrollmentIn, isElsewhere, itemIn, phaseIn, readPerson, StoredStudent } from "./person-item.ts";

const PEOPLE = PARTITIONS.people;

const StudentItem = itemOf(PEOPLE, StoredStudent);
const EnrolledItem = itemOf(PEOPLE, Enrolled);
const AddresseeItem = itemOf(PEOPLE, Addressee);

const NAMES = ["firstName", "lastName", "preferredName", "ownName"];

/** What a milestone's audience may name of a person, beside what stands in their enrollment. */
const ASKED_FOR = ["society", "specialty"];

const isThere = ({ removed }: Item): boolean => removed === undefined;

const keyOf = ({ person }: Item): unknown => person;

/**
 * The people in the records table. An item that is no student of the program is left out; one that cannot be read as
 * one is told to `unread`, and the others are read all the same.
 */
export const dynamodbPeople = (
  client: ItemCalls,
  tableName: string,
  program: string,
  unread: Unread = () => {},
): People => ({
  ...readers(client, tableName, program, unread),
  ...decisions(client, tableName),

  save: async (student) => {
    await changeItem(client, tableName, { key: personKey(student.schoolId), ...ofStudent(student, program) });
  },

  savePerson: async (person) => {
    await changeItem(client, tableName, { key: personKey(person.schoolId), ...ofPerson(person) });
  },

  callThemselves: async (schoolId, ownName) => {
    await changeItem(client, tableName, { key: personKey(schoolId), ...called(ownName) });
  },

  isElsewhere: async (schoolId) => {
    const item = await getItem(client, tableName, personKey(schoolId));
    return item !== undefined && isElsewhere(item, program);
  },

  erase: async (schoolId, erased) => {
    const item = await getItem(client, tableName, personKey(schoolId));
    if (item === undefined) return "gone";
    if (isElsewhere(item, program)) return "elsewhere";
    const student = StudentItem.safeParse(itemIn(item, program)).data;
    if (student === undefined) return "gone";
    await changeItem(client, tableName, { key: personKey(schoolId), ...erasing(program, student, erased) });
    return "erased";
  },

  enterPhase: async (schoolId, move) => {
    const { ok } = await changeItem(client, tableName, { key: personKey(schoolId), ...moving(program, move) });
    return ok;
  },

  markAddress: async (schoolId, news) => {
    const mark = async (told: AddressNews): Promise<boolean> => {
      const { ok, ...refused } = await changeItem(client, tableName, marking(schoolId, told));
      if (ok || !("old" in refused) || refused.old === undefined) return ok;
      const { email } = readPerson(refused.old);
      // A condition compares letter by letter, and SES may spell a mailbox otherwise than the roster.
      return email === told.email || (isSameMailbox(email, told.email) && mark({ ...told, email }));
    };
    return mark(news);
  },

  forgetAddress: async (schoolId, email) => {
    await changeItem(client, tableName, {
      key: personKey(schoolId),
      remove: ["address"],
      condition: { text: "#address.#email = :email", names: ["email"], values: { email } },
    });
  },
});

/** What staff, or an import that doubts, decide about somebody, whatever programs they are in. */
const decisions = (client: ItemCalls, tableName: string): Pick<People, "hold" | "remove" | "move" | "merge"> => ({
  hold: async (schoolId, change) => {
    const { ok } = await changeItem(client, tableName, { key: personKey(schoolId), ...holding(change) });
    return ok;
  },

  remove: async (schoolId, removed) => {
    const condition = { text: "attribute_exists(pk)", names: [], values: {} };
    const { ok } = await changeItem(client, tableName, { key: personKey(schoolId), set: { removed }, condition });
    return ok;
  },

  merge: async (from, into, at) => {
    const read = async (id: string) => (await getItem(client, tableName, personKey(id))) ?? {};
    const [gone, stays] = [await read(from), await read(into)];
    if (gone.pk === undefined || stays.pk === undefined || !isThere(stays)) return false;
    const set = mergedFrom(readPerson(gone), readPerson(stays));
    await changeItem(client, tableName, { key: personKey(into), set });
    await changeItem(client, tableName, { key: personKey(from), set: { removed: { at, why: "moved" } } });
    return true;
  },

  move: async (from, to, at) => {
    const item = await getItem(client, tableName, personKey(from));
    if (item === undefined) return false;
    const { aliases = [], removed } = readPerson(item);
    if (removed !== undefined && removed.why !== "moved") return false;
    const { removed: _, ...stays } = item;
    const moved = {
      ...stays,
      sk: to,
      schoolId: to,
      aliases: [...new Set([...aliases, from])].filter((id) => id !== to),
    };
    const free = { text: "attribute_not_exists(pk) OR attribute_exists(#removed)", names: ["removed"], values: {} };
    const taken = await getItem(client, tableName, personKey(to));
    if (taken !== undefined && readPerson(taken).removed === undefined) return readPerson(taken).person === item.person;
    await changeItem(client, tableName, { key: personKey(from), set: { removed: { at, why: "moved" } } });
    return (await putItem(client, tableName, moved, free)).ok;
  },
});

const readers = (client: ItemCalls, tableName: string, program: string, unread: Unread) => {
  const enrollment = enrollmentIn(program);
  const read = <Schema extends z.ZodMiniType>(schema: Schema, found: readonly Item[]): z.output<Schema>[] => {
    const inProgram = found.map((item) => itemIn(item, program)).filter((item) => item !== undefined);
    return readEach(schema, inProgram, keyOf, unread);
  };
  return {
    all: async (which) => {
      const items = await queryPartition(client, tableName, PEOPLE.pk, { consistent: true });
      return read(StudentItem, which === undefined ? items.filter(isThere) : items);
    },

    enrolled: async () => {
      const own = ["joinedOn", "backOn", ...ASKED_FOR, "held", "removed"];
      const attributes = ["person", "schoolId", ...own, enrollment, phaseIn(program)];
      return read(EnrolledItem, (await queryPartition(client, tableName, PEOPLE.pk, { attributes })).filter(isThere));
    },

    heldOrFailed: async () => {
      const reading = { consistent: true, having: ["held", "address"] };
      return read(StudentItem, (await queryPartition(client, tableName, PEOPLE.pk, reading)).filter(isThere));
    },

    some: async (schoolIds, how) => {
      const own = [...NAMES, ...ASKED_FOR, "address", "held", "removed"];
      const attributes = ["person", "schoolId", "email", ...own, enrollment];
      const ids = [...new Set(schoolIds)];
      const reading = { consistent: how === "as of now", attributes };
      const found = await getItems(client, tableName, ids.map(personKey), reading);
      const students = read(AddresseeItem, found.filter(isThere));
      const byId = new Map(students.map((student) => [student.schoolId, student]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    person: async (schoolId) => {
      const item = await getItem(client, tableName, personKey(schoolId));
      return item && readPerson(item);
    },
  } satisfies Partial<People>;
};
