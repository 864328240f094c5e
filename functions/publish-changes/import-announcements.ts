import { readImport } from "#adapters/imports/dynamodb-imports.ts";
import { fileOf } from "#adapters/imports/imports.ts";
import type { ListImported } from "#events/people/list-imported.ts";
import type { RosterImported } from "#events/people/roster-imported.ts";
import type { RosterRefused } from "#events/people/roster-refused.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

/** The event of an import that was recorded, or decided on. A fact always has the same id. */
export const importAnnouncements = ({
  before,
  after,
}: ItemChange): (ListImported | RosterImported | RosterRefused)[] => {
  const { id, key, verdict, why, counts, mails, decidedAt, ...one } = readImport(after);
  if (before !== undefined && readImport(before).verdict === verdict) return [];
  const program = String(after?.program ?? "");
  const file = fileOf({ key });
  const fact = { version: 1, occurredAt: decidedAt ?? one.at } as const;
  const named = (type: string) => [type, program, id, verdict].join("/");
  if (verdict === "refused") {
    const data = { program, file, reason: why.join(" ") };
    return [{ type: "roster.refused", id: named("roster.refused"), ...fact, data }];
  }
  if (verdict === "in part") {
    const { rejected, warnings } = counts;
    const data = { program, import: id, file, rejected, warnings };
    return [{ type: "list.imported", id: named("list.imported"), ...fact, data }];
  }
  const data = { program, import: id, file, verdict, counts, why, ...(mails && { mails }) };
  return [{ type: "roster.imported", id: named("roster.imported"), ...fact, data }];
};
