import type { AuditOrder, AuditOutcome } from "#domain/access/audit-record.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { AuditLog } from "./audit-log.ts";

/** Records in memory, under the same conditions as the real ones. */
export const memoryAuditLog = (): AuditLog => {
  const ordered = new Map<string, AuditOrder>();
  const outcomes = new Map<string, AuditOutcome>();
  return {
    order: async (one) => {
      if (!ordered.has(one.id)) ordered.set(one.id, frozen(structuredClone(one)));
    },
    settle: async (id, outcome) => {
      if (!outcomes.has(id)) outcomes.set(id, outcome);
    },
    newest: async ({ before = "~", from = "", until = "~", most }) => {
      const fitting = [...ordered.values()]
        .filter(({ id }) => id < before && id < until && id >= from)
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      const records = fitting.slice(0, most).map((one) => ({ ...one, outcome: outcomes.get(one.id) }));
      const last = records.at(-1);
      return { records, ...(last !== undefined && fitting.length > most && { next: last.id }) };
    },
  };
};
