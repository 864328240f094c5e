import type * as z from "zod/mini";
import { type AddressNews, isSameMailbox, lesserThan } from "#domain/people/address.ts";
import type { Person } from "#domain/people/person.ts";
import { Addressee, Enrolled, type Student } from "#domain/people/student.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf, readEach, type Unread } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { type Change, changeItem, getItem, type Item, placeholder, queryPartition } from "../dynamodb/table.ts";
import type { HoldChange, People } from "./people.ts";
import { enrollmentIn, itemIn, phaseIn, readPerson, StoredStudent } from "./person-item.ts";

const PEOPLE = PARTITIONS.people;

const StudentItem = itemOf(PEOPLE, StoredStudent);
const EnrolledItem = itemOf(PEOPLE, Enrolled);
const AddresseeItem = itemOf(PEOPLE, Addressee);

const personKey = (schoolId: string) => ({ pk: PEOPLE.pk, sk: schoolId });

const NAMES = ["firstName", "lastName", "preferredName"];

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

  save: async (student) => {
    await changeItem(client, tableName, { key: personKey(student.schoolId), ...ofStudent(student, program) });
  },

  savePerson: async (person) => {
    await changeItem(client, tableName, { key: personKey(person.schoolId), ...ofPerson(person) });
  },

  hold: async (schoolId, change) => {
    const { ok } = await changeItem(client, tableName, { key: personKey(schoolId), ...holding(change) });
    return ok;
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

// News of the address that they have now, where nothing is known of that one, or less.
const marking = (schoolId: string, news: AddressNews): Change => {
  const lesser = lesserThan(news.state);
  return {
    key: personKey(schoolId),
    set: { address: news },
    condition: {
      text:
        "#email = :email AND (attribute_not_exists(#address) OR #address.#email <> :email" +
        `${lesser.map((state) => ` OR #address.#state = :${state}`).join("")})`,
      names: ["email", ...(lesser.length > 0 ? ["state"] : [])],
      values: { email: news.email, ...Object.fromEntries(lesser.map((state) => [state, state])) },
    },
  };
};

const holding = ({ held, seen, released, backOn }: HoldChange): Omit<Change, "key"> => ({
  set: { ...(held && { held }), ...(released && { released }), ...(backOn && { backOn }) },
  remove: held === undefined ? ["held"] : [],
  condition:
    seen === undefined
      ? { text: "attribute_exists(pk) AND attribute_not_exists(#held)", names: ["held"], values: {} }
      : { text: "#held.#evidence = :seen", names: ["held", "evidence"], values: { seen } },
});

// A person is moved who is enrolled and still in the phase that the move starts from.
const moving = (program: string, { from, phase, at }: Parameters<People["enterPhase"]>[1]): Omit<Change, "key"> => {
  const [enrollment, current] = [enrollmentIn(program), phaseIn(program)];
  const [isEnrolled, stands] = [`attribute_exists(#${placeholder(enrollment)})`, `#${placeholder(current)}`];
  return {
    set: { [current]: { phase, phaseEnteredAt: at } },
    condition:
      from === undefined
        ? { text: `${isEnrolled} AND attribute_not_exists(${stands})`, names: [enrollment, current], values: {} }
        : { text: `${stands}.#phase = :from`, names: [current, "phase"], values: { from } },
  };
};

const readers = (client: ItemCalls, tableName: string, program: string, unread: Unread) => {
  const enrollment = enrollmentIn(program);
  const read = <Schema extends z.ZodMiniType>(schema: Schema, found: readonly Item[]): z.output<Schema>[] => {
    const inProgram = found.map((item) => itemIn(item, program)).filter((item) => item !== undefined);
    return readEach(schema, inProgram, keyOf, unread);
  };
  return {
    all: async () => read(StudentItem, await queryPartition(client, tableName, PEOPLE.pk, { consistent: true })),

    enrolled: async () => {
      const attributes = ["person", "schoolId", "joinedOn", "backOn", "held", enrollment, phaseIn(program)];
      return read(EnrolledItem, await queryPartition(client, tableName, PEOPLE.pk, { attributes }));
    },

    some: async (schoolIds, how) => {
      const attributes = ["person", "schoolId", "email", ...NAMES, "address", "held", enrollment];
      const ids = [...new Set(schoolIds)];
      const reading = { consistent: how === "as of now", attributes };
      const students = read(AddresseeItem, await getItems(client, tableName, ids.map(personKey), reading));
      const byId = new Map(students.map((student) => [student.schoolId, student]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    person: async (schoolId) => {
      const item = await getItem(client, tableName, personKey(schoolId));
      return item && readPerson(item);
    },
  } satisfies Partial<People>;
};

// What else came along, e.g. an access code of a roster's row, is not kept. Key and joining day stay as first written,
// so that two imports at once agree on them; news of the address is not theirs.
const ofStudent = (student: Omit<Student, "program">, program: string): Omit<Change, "key"> => {
  const { person, joinedOn, phase, held, released, aliases, track, status, anchors, begins, former } = student;
  const own = ownOf(student);
  return {
    set: {
      ...own.set,
      [enrollmentIn(program)]: { track, status, anchors, ...(begins && { begins }), ...(former && { former }) },
    },
    first: {
      ...{ person, joinedOn, roles: [] },
      ...decidedOf({ held, released, aliases }),
      ...(phase === undefined ? {} : { [phaseIn(program)]: { phase } }),
    },
    remove: own.remove,
  };
};

const ofPerson = (given: Person): Omit<Change, "key"> => {
  const { person, joinedOn, roles } = given;
  const { set, remove } = ownOf(given);
  return { set: { ...set, roles }, first: { person, joinedOn, ...decidedOf(given) }, remove };
};

// What is decided of somebody, or waits for it.
const decidedOf = ({ held, released, aliases }: Pick<Person, "held" | "released" | "aliases">) => ({
  ...(held && { held }),
  ...(released && { released }),
  ...(aliases && { aliases }),
});

// What the school says of somebody: the attributes that it gives, and those that it does not.
const ownOf = ({ schoolId, email, firstName, lastName, backOn, ...may }: Omit<Person, "roles">) => {
  const { preferredName, society, societyAdvisorEmail } = may;
  const said = Object.entries({ preferredName, society, societyAdvisorEmail });
  return {
    set: {
      ...PEOPLE.stamp,
      ...{ schoolId, email, firstName, lastName, ...(backOn && { backOn }) },
      ...Object.fromEntries(said.filter(([, value]) => value !== undefined)),
    },
    remove: said.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};
