import pg from "pg";
import { clickersOf, type MailJob, type SentMail } from "../letters.ts";

/** What an application on PostgreSQL keeps beside its queue: which mails were sent, and who answered. */
export interface StudentTable {
  readonly pool: pg.Pool;
  create(): Promise<void>;
  /** Forgets what was sent. */
  clear(): Promise<void>;
  /** Those of a job whose mail is not recorded as sent. */
  unsent(job: MailJob): Promise<MailJob["students"]>;
  record(job: MailJob, sent: readonly SentMail[]): Promise<void>;
  completeClickers(students: number): Promise<void>;
  completed(): Promise<Set<number>>;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sent_mail (wave text, student int, message_id text, PRIMARY KEY (wave, student));
  CREATE TABLE IF NOT EXISTS completed (student int PRIMARY KEY)`;

/** The tables, in the database of that address. */
export const studentTable = (url: string): StudentTable => {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  return {
    pool,
    create: async () => void (await pool.query(SCHEMA)),
    clear: async () => void (await pool.query("TRUNCATE sent_mail")),
    unsent: async ({ wave, students }) => {
      const text = "SELECT student FROM sent_mail WHERE wave = $1 AND student = ANY($2)";
      const { rows } = await pool.query<{ student: number }>({
        name: "unsent",
        text,
        values: [wave, students.map(({ nth }) => nth)],
      });
      const recorded = new Set(rows.map(({ student }) => student));
      return students.filter(({ nth }) => !recorded.has(nth));
    },
    record: async ({ wave }, sent) => {
      const text =
        "INSERT INTO sent_mail SELECT $1, * FROM unnest($2::int[], $3::text[]) ON CONFLICT (wave, student) DO NOTHING";
      const values = [wave, sent.map(({ nth }) => nth), sent.map(({ messageId }) => messageId)];
      await pool.query({ name: "record", text, values });
    },
    completeClickers: async (students) => {
      for (const nth of clickersOf(students)) {
        await pool.query({ name: "complete", text: "INSERT INTO completed VALUES ($1)", values: [nth] });
      }
    },
    completed: async () => {
      const { rows } = await pool.query<{ student: number }>("SELECT student FROM completed");
      return new Set(rows.map(({ student }) => student));
    },
  };
};
