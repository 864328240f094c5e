import { SessionId } from "./session.ts";

const PREFIX = "session:";

/** How parts, mails and links name a session where an occurrence's id stands otherwise, e.g. `session:dinner-2027`. */
export const sessionSubject = (id: string): string => PREFIX + id;

/** The id of the session that is named so; undefined of any other text. */
export const sessionOf = (subject: string): string | undefined =>
  subject.startsWith(PREFIX) ? SessionId.safeParse(subject.slice(PREFIX.length)).data : undefined;
