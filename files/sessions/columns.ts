/** The columns of a file of sessions, in the order in which matchward writes them. */
export const COLUMNS = [
  "session_id",
  "item",
  "title",
  "starts_at",
  "ends_at",
  "place",
  "link",
  "capacity",
  "rsvp",
  "speakers",
  "audience_note",
  "status",
  "recording",
] as const;
export type SessionColumn = (typeof COLUMNS)[number];

const known: ReadonlySet<string> = new Set(COLUMNS);

export const isColumn = (name: string): name is SessionColumn => known.has(name);
