import { parseOccurrenceId } from "../calendar/occurrence-id.ts";
import { type KnownSession, SessionId } from "./session.ts";

const PREFIX = "session:";

/** How parts, mails and links name a session where an occurrence's id stands otherwise, e.g. `session:dinner-2027`. */
export const sessionSubject = (id: string): string => PREFIX + id;

/** The id of the session that is named so; undefined of any other text. */
export const sessionOf = (subject: string): string | undefined =>
  subject.startsWith(PREFIX) ? SessionId.safeParse(subject.slice(PREFIX.length)).data : undefined;

/** Subjects of the other sessions of an item, with which the number of a session's recipients is compared. */
export const sessionsLike = (
  among: readonly Pick<KnownSession, "id" | "item">[],
  { id, item }: Pick<KnownSession, "id" | "item">,
): string[] => among.filter((one) => one.item === item && one.id !== id).map((one) => sessionSubject(one.id));

/** True of what mails are about: an occurrence's id, or a session as named here. Whether there is one is not asked. */
export const isSubject = (text: string): boolean =>
  parseOccurrenceId(text) !== undefined || sessionOf(text) !== undefined;
