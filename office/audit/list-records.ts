import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { AuditRecord } from "#domain/access/audit-record.ts";
import { addDays, instantAt } from "#domain/time/dates.ts";

/** Which records are listed; what is empty asks for all. `student`, `actor`: opaque keys; `day`: a school date. */
export interface RecordsFilter {
  student: string;
  actor: string;
  action: string;
  day: string;
}

/** Some records, the newest first. `next`: from where to read on; absent where all were looked at. */
export interface RecordsFound {
  records: AuditRecord[];
  next?: string | undefined;
}

interface RecordsNeeds {
  auditLog: Pick<AuditLog, "newest">;
  timeZone: string;
}

/** How many records are read at once, and how often before a page is shown with what was found until then. */
const [READ, READINGS] = [500, 8];

const fits =
  ({ student, actor, action }: RecordsFilter) =>
  (record: AuditRecord): boolean =>
    (student === "" || record.about.some(({ what, key }) => what === "student" && key === student)) &&
    (actor === "" || record.by.key === actor) &&
    (action === "" || record.action === action);

const MIDNIGHT = "00:00";

const stretchOf = (day: string, timeZone: string): { from?: string; until?: string } =>
  day === "" ? {} : { from: instantAt(day, MIDNIGHT, timeZone), until: instantAt(addDays(day, 1), MIDNIGHT, timeZone) };

/**
 * Lists records that fit, the newest first. Where few fit, it looks at some thousands and says from where to look on.
 * @param before the `next` of the page before
 */
export const listRecords = async (
  { auditLog, timeZone }: RecordsNeeds,
  filter: RecordsFilter,
  { before, most }: { before?: string | undefined; most: number },
): Promise<RecordsFound> => {
  const [isFitting, stretch] = [fits(filter), stretchOf(filter.day, timeZone)];
  const found: AuditRecord[] = [];
  let next = before;
  for (let reading = 0; reading < READINGS; reading += 1) {
    const page = await auditLog.newest({ ...stretch, before: next, most: READ });
    found.push(...page.records.filter(isFitting));
    next = page.next;
    if (next === undefined || found.length >= most) break;
  }
  const records = found.slice(0, most);
  return { records, next: found.length > most ? records.at(-1)?.id : next };
};
