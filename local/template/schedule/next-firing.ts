import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";
import { checkCron, translateCron } from "./cron.ts";

/** Milliseconds of the units of `rate(…)`; a day is always 24 hours, whatever the clocks do. */
const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** Local times in a row that do not exist before a schedule is taken never to fire; each is a spring day. */
const MOST_SKIPPED = 500;

const crons = new Map<string, Cron>();

/** The expression, run on the wall clock: as if the zone had no daylight saving time. */
const onWallClock = (fields: string): Cron => {
  const known = crons.get(fields);
  if (known) return known;
  const made = new Cron(translateCron(fields), { timezone: "UTC", paused: true });
  crons.set(fields, made);
  return made;
};

/**
 * The last answer to each question: it holds for every later instant before the firing, and for good where nothing
 * fires any more. A clock asks again and again.
 */
const answers = new Map<string, { after: number; instant: number | undefined }>();

const split = (expression: string): { kind: string; inside: string } => {
  const [, kind = "", inside = ""] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  return { kind, inside };
};

const rateOf = (inside: string): number | undefined => {
  const [, value, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inside) ?? [];
  return value === undefined || unit === undefined ? undefined : Number(value) * (UNITS[unit] ?? 0);
};

const localTime = (inside: string): Temporal.PlainDateTime | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside)) return undefined;
  try {
    return Temporal.PlainDateTime.from(inside, { overflow: "reject" });
  } catch {
    return undefined;
  }
};

const isZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "" && !/^[+-]/.test(timeZone);
  } catch {
    return false;
  }
};

/**
 * Says what EventBridge Scheduler would refuse in a schedule's expression and time zone.
 * @param expression `cron(minutes hours day-of-month month day-of-week year)`, `rate(value unit)` or `at(local time)`.
 * @param timeZone IANA name, such as `America/New_York`.
 * @returns what is wrong; nothing where all is right.
 */
export const checkExpression = (expression: string, timeZone: string): string | undefined => {
  const { kind, inside } = split(expression);
  if (!isZone(timeZone)) return `${timeZone} is no time zone`;
  if (kind === "cron") return checkCron(inside);
  if (kind === "rate")
    return rateOf(inside) === undefined ? "rate takes a whole number and minutes, hours or days" : undefined;
  if (kind === "at") return localTime(inside) ? undefined : "at takes a local time such as 2027-04-01T09:00:00";
  return `${expression} is neither cron(…), rate(…) nor at(…)`;
};

/** The instant of a local time: none where the clocks skip it, the first where they show it twice. */
const instantOf = (local: Temporal.PlainDateTime, timeZone: string): number | undefined => {
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return zoned.toPlainDateTime().equals(local) ? zoned.epochMilliseconds : undefined;
};

const nextOfCron = (fields: string, timeZone: string, after: number): number | undefined => {
  const cron = onWallClock(fields);
  let local = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDateTime();
  for (let skipped = 0; skipped < MOST_SKIPPED; skipped += 1) {
    const found = cron.nextRun(new Date(local.toZonedDateTime("UTC").epochMilliseconds));
    if (!found) return undefined;
    local = Temporal.Instant.fromEpochMilliseconds(found.getTime()).toZonedDateTimeISO("UTC").toPlainDateTime();
    const instant = instantOf(local, timeZone);
    if (instant !== undefined && instant > after) return instant;
  }
  return undefined;
};

const next = (expression: string, timeZone: string, after: number): number | undefined => {
  const { kind, inside } = split(expression);
  if (kind === "cron") return nextOfCron(inside, timeZone, after);
  const rate = kind === "rate" ? rateOf(inside) : undefined;
  if (rate !== undefined) return (Math.floor(after / rate) + 1) * rate;
  const local = localTime(inside);
  const instant = local && instantOf(local, timeZone);
  return instant !== undefined && instant > after ? instant : undefined;
};

const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

/**
 * When a schedule fires next. As EventBridge Scheduler does, a local time that the clocks skip in spring is left out,
 * and one that they show twice in autumn fires once, the first time. A `rate` is counted from the Unix epoch, since
 * nothing here knows when AWS would have made the schedule.
 * @param expression see `checkExpression`.
 * @param timeZone IANA name; `rate` does not look at it.
 * @param after ISO 8601 instant; only later firings count.
 * @returns ISO 8601 UTC instant with milliseconds, or nothing where it never fires again.
 * @throws Error for an expression that `checkExpression` refuses.
 */
export const nextFiring = (expression: string, timeZone: string, after: string): string | undefined => {
  const asked = Temporal.Instant.from(after).epochMilliseconds;
  const key = `${expression} ${timeZone}`;
  const known = answers.get(key);
  if (known && known.after <= asked && asked < (known.instant ?? Number.POSITIVE_INFINITY)) return iso(known.instant);
  const wrong = checkExpression(expression, timeZone);
  if (wrong) throw new Error(wrong);
  const instant = next(expression, timeZone, asked);
  answers.set(key, { after: asked, instant });
  return iso(instant);
};
