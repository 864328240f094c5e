import type { AuditOrder, AuditOutcome, AuditRecord } from "#domain/access/audit-record.ts";

/** Some records, the newest first. `next`: from where to read on; absent at the end. */
export interface AuditPage {
  records: AuditRecord[];
  next?: string;
}

/** Which records are read. `before`: older than the record of that id; `from`, `until`: instants, ISO 8601 UTC. */
export interface AuditAsked {
  before?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** The most records that are answered. */
  most: number;
}

/**
 * Who did what and when in a program, under the partition `auditLog` of the records table. What stands there is never
 * changed, and nothing takes it away.
 */
export interface AuditLog {
  /** Puts down what somebody is about to do. The same id a second time changes nothing. */
  order(ordered: AuditOrder): Promise<void>;
  /** Puts down what became of it, once: what was said first stands. */
  settle(id: string, outcome: AuditOutcome): Promise<void>;
  newest(asked: AuditAsked): Promise<AuditPage>;
}
