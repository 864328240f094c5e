import type { SentMail } from "#office/mails/sent-mails.ts";
import type { OfficeRecords } from "#office/records.ts";
import type { RosterReports } from "#pages/office/imports/roster-page.ts";

/** A mail that the SES emulator accepted, rendered as SES would. */
export interface DeliveredMail extends SentMail {
  template: string;
}

export interface UpcomingSchedule {
  name: string;
  at: string;
}

/** Calls counted by service and operation, e.g. `dynamodb:UpdateItem` → calls and capacity or size units. */
export type CallCounts = Record<string, { calls: number; units: number }>;

export interface Failure {
  at: string;
  where: string;
  what: string;
}

/**
 * How a file is uploaded: by its name, and as one that names everybody, or into a folder for another kind. Without it
 * as `roster.csv`.
 */
export interface UploadedAs {
  file: string;
  isComplete: boolean;
  folder?: string;
}

export interface System {
  /** Where the HTTP API answers, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** The virtual now, ISO 8601 UTC. It stands still unless moved. */
  now(): string;
  /**
   * Runs everything due up to and including that instant, in order, and waits until nothing is left to do. Refuses to
   * go back.
   */
  runTo(instant: string, onProgress?: (now: string) => void): Promise<void>;
  /**
   * Runs everything due before that instant and stands at it; what is due at that very instant comes with the next run.
   */
  runUpTo(instant: string, onProgress?: (now: string) => void): Promise<void>;
  /** The next firings of all schedules but those that fire all day long, soonest first. */
  upcoming(count: number): UpcomingSchedule[];
  /** Runs to the first of the firings that `upcoming` tells. */
  runToNextEvent(): Promise<void>;
  /**
   * Puts a roster into the roster bucket, as staff would, and waits until it is imported; answers the report files
   * beside it.
   */
  uploadRoster(roster: string | Uint8Array, as?: UploadedAs): Promise<RosterReports>;
  /** What the HTTP API answers; what a browser would ask. */
  request(request: Request): Promise<Response>;
  /** A signed link to a student's page of an occurrence, with the deployed key. */
  linkFor(studentKey: string, occurrence: string): Promise<string>;
  mails(): readonly DeliveredMail[];
  /** What staff read and write of the deployed stores, beside the functions and uncounted. */
  readonly records: OfficeRecords;
  /** Does something with those records, and waits until all that comes of it is done. */
  change<Value>(deed: () => Promise<Value>): Promise<Value>;
  /** Events seen on the custom bus, newest last. */
  busEvents(): readonly { at: string; detailType: string; detail: unknown }[];
  calls(): CallCounts;
  /** What went to a dead-letter queue, was denied, or threw. */
  failures(): readonly Failure[];
  /** Called after every change that a page would want to show. */
  subscribe(listener: () => void): () => void;
  /** Empties every store and sets the clock back, keeping the processes: cheap new beginnings for tests. */
  reset(at: string): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** Folder of the synthesized app (`cdk.out`). */
  assembly: string;
  /** Where the virtual clock stands at first, ISO 8601 UTC. */
  at: string;
  /** Port of the HTTP API and console; 0 for any free one. */
  port: number;
}
