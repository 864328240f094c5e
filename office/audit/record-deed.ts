import { createHash } from "node:crypto";
import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { Actor, AuditAction, AuditSubject } from "#domain/access/audit-record.ts";

/** Who is on record with what they do. */
export interface Recorder {
  auditLog: Pick<AuditLog, "order" | "settle">;
  by: Actor;
  /** ISO 8601 UTC. */
  now(): string;
  /** Names the request by which it came, so that two deeds of one instant are two, and one told twice is one. */
  request: string;
}

/** What somebody is about to do. `says`: in a few words of ours; nobody's name, and nothing that somebody typed. */
export interface DeedToRecord {
  action: AuditAction;
  about: readonly AuditSubject[];
  says?: string;
}

const hashed = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);

/** Somebody as the records have them. `id`: the school's own number, or what else names them; never kept as it is. */
export const actorOf = ({ id, name }: { id: string; name: string }): Actor => ({ key: hashed(`actor ${id}`), name });

/** A student as what a deed was about. */
export const aboutStudent = ({ person }: { person: string }): AuditSubject => ({ what: "student", key: person });

/** A record is one item of the table, and names this many at most. */
const MOST_NAMED = 1000;

/**
 * Does something and keeps on record who did it. What is about to be done is put down first, so that nothing is done
 * without its record: where that cannot be written, nothing is done. What became of it is put down after. Where this
 * dies in between, the record stands without an outcome, which the page of records says; ordering it again tells how
 * things stand. Running twice for one request keeps one record.
 * @param hasChanged whether anything came of it, by what `carryOut` answers; what is not `false` did
 * @throws whatever `carryOut` throws, once that is on record as failed
 */
export const recordDeed = async <Result>(
  { auditLog, by, now, request }: Recorder,
  { action, about, says = "" }: DeedToRecord,
  carryOut: () => Promise<Result>,
  hasChanged: (result: Result) => boolean = (result) => result !== false,
): Promise<Result> => {
  const at = now();
  const id = `${at}/${hashed(JSON.stringify([by.key, action, about, says, request]))}`;
  await auditLog.order({ id, at, by, action, about: about.slice(0, MOST_NAMED), says });
  let result: Result;
  try {
    result = await carryOut();
  } catch (error) {
    await auditLog.settle(id, "failed");
    throw error;
  }
  await auditLog.settle(id, hasChanged(result) ? "done" : "nothing changed");
  return result;
};
