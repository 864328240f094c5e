import { type AddressNews, isSameMailbox, lesserThan } from "#domain/people/address.ts";
import { Addressee, Enrolled, Student } from "#domain/people/student.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf, readEach, type Unread } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { type Change, changeItem, type Item, queryPartition } from "../dynamodb/table.ts";
import type { Roster } from "./roster.ts";
import { readStudent, StoredStudent } from "./student-item.ts";

const ROSTER = PARTITIONS.roster;
const ENROLLED = Object.keys(Enrolled.shape);
const ADDRESSED = Object.keys(Addressee.shape);

const StudentItem = itemOf(ROSTER, StoredStudent);
const EnrolledItem = itemOf(ROSTER, Enrolled);
const AddresseeItem = itemOf(ROSTER, Addressee);

const rosterKey = (schoolId: string) => ({ pk: ROSTER.pk, sk: schoolId });

const keyOf = ({ person }: Item): unknown => person;

/**
 * The roster in the records table. An item that is no student is told to `unread`; the others are read all the same.
 */
export const dynamodbRoster = (client: ItemCalls, tableName: string, unread: Unread = () => {}): Roster => ({
  all: async () => {
    const found = await queryPartition(client, tableName, ROSTER.pk, { consistent: true });
    return readEach(StudentItem, found, keyOf, unread);
  },

  enrolled: async () => {
    const found = await queryPartition(client, tableName, ROSTER.pk, { attributes: ENROLLED });
    return readEach(EnrolledItem, found, keyOf, unread);
  },

  some: async (schoolIds, how) => {
    const reading = { consistent: how === "as of now", attributes: ADDRESSED };
    const found = await getItems(client, tableName, [...new Set(schoolIds)].map(rosterKey), reading);
    const students = readEach(AddresseeItem, found, keyOf, unread);
    const byId = new Map(students.map((student) => [student.schoolId, student]));
    return [...new Set(schoolIds)].flatMap((id) => byId.get(id) ?? []);
  },

  save: async (student) => {
    await changeItem(client, tableName, { key: rosterKey(student.schoolId), ...attributesOf(student) });
  },

  enterPhase: async (schoolId, { from, phase, at }) => {
    const { ok } = await changeItem(client, tableName, {
      key: rosterKey(schoolId),
      set: { phase, phaseEnteredAt: at },
      condition:
        from === undefined
          ? { text: "attribute_exists(pk) AND attribute_not_exists(#phase)", names: ["phase"], values: {} }
          : { text: "#phase = :from", names: ["phase"], values: { from } },
    });
    return ok;
  },

  markAddress: async (schoolId, news) => {
    const mark = async (told: AddressNews): Promise<boolean> => {
      const { ok, ...refused } = await changeItem(client, tableName, marking(schoolId, told));
      if (ok || !("old" in refused) || refused.old === undefined) return ok;
      const { email } = readStudent(refused.old);
      // A condition compares letter by letter, and SES may spell a mailbox otherwise than the roster.
      return email === told.email || (isSameMailbox(email, told.email) && mark({ ...told, email }));
    };
    return mark(news);
  },

  forgetAddress: async (schoolId, email) => {
    await changeItem(client, tableName, {
      key: rosterKey(schoolId),
      remove: ["address"],
      condition: { text: "#address.#email = :email", names: ["email"], values: { email } },
    });
  },
});

// News of the address that they have now, where nothing is known of that one, or less.
const marking = (schoolId: string, news: AddressNews): Change => {
  const lesser = lesserThan(news.state);
  return {
    key: rosterKey(schoolId),
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

// Parsing drops what is no part of a student, such as an access code that came along from a roster row. The key and the
// joining day are kept from the first write, so that two imports at once agree on them; news of the address is not its.
const attributesOf = (student: Student) => {
  const { person, joinedOn, phase, societyAdvisorEmail, address: _, ...rest } = Student.parse(student);
  return {
    set: { ...ROSTER.stamp, ...rest, ...(societyAdvisorEmail === undefined ? {} : { societyAdvisorEmail }) },
    first: { person, joinedOn, ...(phase === undefined ? {} : { phase }) },
    remove: societyAdvisorEmail === undefined ? ["societyAdvisorEmail"] : [],
  };
};
