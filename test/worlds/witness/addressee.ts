import { readChoiceLink } from "#adapters/links/choice-token.ts";
import { readLink } from "#adapters/links/link-token.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Student } from "#domain/people/student.ts";
import { readableDate } from "#domain/time/dates.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { codeOf, givenNameOf } from "../ground/school.ts";
import { KEYS } from "../ground/wiring.ts";
import type { Accepted } from "../services/ses.ts";
import type { World } from "../world.ts";

const tokenIn = (url: string): string => url.slice(url.lastIndexOf("/") + 1);

/** Which student has an address, or had it: all addresses of a world name their student. */
const nthOf = (address: string): number => Number(/mail\.box\.(\d+)@/.exec(address)?.[1] ?? Number.NaN);

/** What a mail says of whom it is for, and of what: each with what its address and its mailing ask for. */
const sayings = (mail: Accepted, { school: { program } }: World, { person }: Student): [string, unknown, unknown][] => {
  const { to, at, tags, values, link, choices, oneClick } = mail;
  const occurrence = findOccurrence(program, mail.occurrence);
  const wave = occurrence?.waves.find(({ name }) => name === mail.wave);
  const page = readLink(KEYS, tokenIn(link), at);
  const kinds = [choices, oneClick].filter((url) => url !== "").map((url) => readChoiceLink(KEYS, tokenIn(url), at));
  const closes = occurrence?.closes === undefined ? "" : readableDate(occurrence.closes);
  const tagged = readMailTags(tags);
  return [
    ["name", values.text.firstName, givenNameOf(nthOf(to))],
    ["name in HTML", values.html.firstName, givenNameOf(nthOf(to))],
    ["last day", values.text.closesOn, closes],
    ["tag of the student", tagged?.student, person],
    ["tag of the time", tagged?.plannedAt, wave?.at],
    ["tag of the occurrence", tagged?.occurrence, occurrence?.id],
    ["link", page.ok && [page.program, page.student, page.occurrence], [program.id, person, mail.occurrence]],
    ...kinds.map((kind): [string, unknown, unknown] => [
      "link to the choices",
      kind.ok && [kind.program, kind.student],
      [program.id, person],
    ]),
  ];
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * I11: name, dates, links and tags of each mail are those of the student of its address, and of its mailing; so is the
 * access code that is kept for each student.
 */
export const ofTheirOwn = async (world: World, students: readonly Student[]): Promise<string[]> => {
  const bySchoolId = new Map(students.map((student) => [student.schoolId, student]));
  const mails = world.ses.accepted.flatMap((mail) => {
    const student = bySchoolId.get(`N8#${nthOf(mail.to)}`);
    if (student === undefined) return [`I11 ${mail.to} is nobody's address`];
    return sayings(mail, world, student)
      .filter(([, has, should]) => !isSame(has, should))
      .map(([what, has, should]) => `I11 ${what} of ${mail.wave} to ${mail.to} is ${has}, not ${should}`);
  });
  const codes = await Promise.all(
    students.map(async ({ person, schoolId }) => {
      const [has, should] = [await world.records.accessCodes.get(person), codeOf(Number(schoolId.slice(3)))];
      return has === should ? [] : [`I11 ${schoolId} has the access code ${has}, not ${should}`];
    }),
  );
  return [...mails, ...codes.flat()];
};
