interface Field {
  name: string;
  from: number;
  to: number;
  /** Names of values, the first of which stands for `from`. */
  names: readonly string[];
  /** What may stand in the field beside numbers, ranges, lists and steps. */
  special: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const NEVER = /(?!)/;

/** EventBridge Scheduler user guide, "Cron-based schedules". */
const FIELDS: readonly Field[] = [
  { name: "minutes", from: 0, to: 59, names: [], special: NEVER },
  { name: "hours", from: 0, to: 23, names: [], special: NEVER },
  { name: "day of month", from: 1, to: 31, names: [], special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", from: 1, to: 12, names: MONTHS, special: NEVER },
  { name: "day of week", from: 1, to: 7, names: WEEKDAYS, special: /^(\?|[1-7]?L|[1-7]#[1-5])$/ },
  { name: "year", from: 1970, to: 2199, names: [], special: NEVER },
];

const numbered = (text: string, { from, names }: Field): string =>
  text.toUpperCase().replace(/[A-Z]{3}/g, (name) => (names.includes(name) ? String(names.indexOf(name) + from) : name));

const checkPart = (given: string, field: Field): string | undefined => {
  const part = numbered(given, field);
  if (field.special.test(part)) return undefined;
  const [all, first, last, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
  const wrong = `${field.name}: ${given} is not understood`;
  if (all === undefined) return wrong;
  const values = [first, last].filter((value) => value !== undefined).map(Number);
  if (values.some((value) => value < field.from || value > field.to))
    return `${field.name}: ${given} is outside ${field.from} to ${field.to}`;
  return (last !== undefined && Number(last) < Number(first)) || Number(step ?? 1) < 1 ? wrong : undefined;
};

const checkField = (text: string, field: Field): string | undefined => {
  const parts = text.split(",");
  if (parts.length > 1 && parts.some((part) => /[?#]/.test(part))) return `${field.name}: ${text} may not be in a list`;
  return parts.map((part) => checkPart(part, field)).find((wrong) => wrong !== undefined);
};

/**
 * Says what EventBridge Scheduler would refuse in the fields of a cron expression.
 * @param fields the text between the parentheses of `cron(…)`.
 */
export const checkCron = (fields: string): string | undefined => {
  const given = fields.trim().split(/\s+/);
  if (given.length !== FIELDS.length)
    return `cron takes six fields (minutes hours day-of-month month day-of-week year), not ${given.length}`;
  if ((given[2] === "?") === (given[4] === "?")) return "exactly one of day of month and day of week should be ?";
  return FIELDS.map((field, index) => checkField(given[index] ?? "", field)).find((wrong) => wrong !== undefined);
};

const translatePart = (part: string, field: Field): string => {
  const [, start, step] = /^(\d+)\/(\d+)$/.exec(part) ?? [];
  const open = start === undefined ? part : `${start}-${field.to}/${step}`;
  if (field.name !== "day of week") return open;
  // AWS counts from Sunday = 1, the library from 0; what follows # or / is a count. L by itself is the week's last day.
  return open === "L" ? "6" : open.replace(/^[\d-]+/, (days) => days.replace(/\d/g, (day) => String(Number(day) - 1)));
};

/**
 * Writes checked cron fields the way the cron library reads them: with seconds, weekdays from 0, and steps with an end.
 * @param fields the text between the parentheses of `cron(…)`, without faults by `checkCron`.
 */
export const translateCron = (fields: string): string => {
  const given = fields.trim().split(/\s+/);
  const translated = FIELDS.map((field, index) =>
    numbered(given[index] ?? "", field)
      .split(",")
      .map((part) => translatePart(part, field))
      .join(","),
  );
  return ["0", ...translated].join(" ");
};
