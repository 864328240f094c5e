import { NOTICED, type Noticed, type Session } from "#domain/sessions/session.ts";

/** The columns of a file of sessions, in the order in which matchward writes them, and what each gives. */
const GIVES = {
  session_id: "id",
  item: "item",
  title: "title",
  starts_at: "startsAt",
  ends_at: "endsAt",
  place: "place",
  link: "link",
  capacity: "capacity",
  rsvp: "rsvp",
  speakers: "speakers",
  audience_note: "audienceNote",
  status: "status",
  recording: "recording",
} as const satisfies Record<string, keyof Session>;
export type SessionColumn = keyof typeof GIVES;

export const isColumn = (name: string): name is SessionColumn => Object.hasOwn(GIVES, name);

export const fieldOf = (column: SessionColumn): keyof Session => GIVES[column];

export const COLUMNS: readonly SessionColumn[] = Object.keys(GIVES).filter(isColumn);

/** The column of a field that guests notice, by the field's name. */
export const columnOf = (name: string): { column: SessionColumn; field: Noticed } | undefined => {
  const field = NOTICED.find((one) => one === name);
  const column = COLUMNS.find((one) => GIVES[one] === field);
  return field && column && { column, field };
};

/** The columns that give these fields. */
export const columnsOf = (fields: readonly string[]): SessionColumn[] =>
  COLUMNS.filter((column) => fields.includes(fieldOf(column)));

/** The fields for which a file with these columns says nothing. */
export const fieldsWithout = (columns: readonly string[]): (keyof Session)[] =>
  COLUMNS.filter((column) => !columns.includes(column)).map(fieldOf);
