import type { OutlookMail } from "#domain/forecast/preview.ts";
import { schoolDate } from "#domain/time/dates.ts";

export const FORMATS = ["table", "json", "csv"] as const;

/** What the mails of a preview are put together by. */
export const GROUPINGS = ["day", "item", "cohort"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The mails of a day, an item or a cohort. */
export interface MailGroup {
  name: string;
  students: number;
  mails: number;
  /** School dates of the first mail and the last. */
  first: string;
  last: string;
  /** How many mails of each: the waves of an item, the mailings of a day, the items of a cohort. */
  of: Record<string, number>;
}

interface Ways {
  timeZone: string;
  /** The cohort of a student, e.g. `pathways-2028`. */
  cohortOf: (studentId: string) => string;
}

const mailingOf = ({ occurrence, wave }: OutlookMail): string => `${occurrence}/${wave}`;

const PARTS: Record<Grouping, (mail: OutlookMail) => string> = {
  item: ({ wave }) => wave,
  day: mailingOf,
  cohort: ({ occurrence }) => occurrence,
};

const nameBy = (by: Grouping, { timeZone, cohortOf }: Ways): ((mail: OutlookMail) => string) => {
  if (by === "item") return ({ occurrence }) => occurrence;
  return by === "day" ? ({ at }) => schoolDate(at, timeZone) : ({ studentId }) => cohortOf(studentId);
};

/** Puts mails together, in the order of their names; items in that of their first mail. Mails are in order of time. */
export const groupsOf = (mails: readonly OutlookMail[], by: Grouping, ways: Ways): MailGroup[] => {
  const groups = [...Map.groupBy(mails, nameBy(by, ways))];
  const ordered = by === "item" ? groups : groups.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const partOf = PARTS[by];
  return ordered.map(([name, those]) => ({
    name,
    students: new Set(those.map(({ studentId }) => studentId)).size,
    mails: those.length,
    first: schoolDate(those[0]?.at ?? "", ways.timeZone),
    last: schoolDate(those.at(-1)?.at ?? "", ways.timeZone),
    of: Object.fromEntries([...Map.groupBy(those, partOf)].map(([part, { length }]) => [part, length])),
  }));
};
