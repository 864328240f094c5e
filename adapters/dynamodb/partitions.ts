/**
 * The records table: which partitions it has, and what lies in each. Every item has the keys `pk` and `sk`, an
 * attribute `kind`, and an attribute `format` (`docs/formats.md`). A partition holds items of one kind. A function's
 * role names the partitions that it may touch (`dynamodb:LeadingKeys`), and the table's stream is filtered by kind.
 *
 * | partition   | pk                            | sk                    | item                                  |
 * |-------------|-------------------------------|-----------------------|---------------------------------------|
 * | people      | `person`                      | the school's id       | a person with their enrollments       |
 * | accessCodes | `access-code`                 | student's key         | their AAMC access code                |
 * | choices     | `choice`                      | group of students     | the kinds of mail that each declined  |
 * | parts       | `part#<program>/<occurrence>` | group of students     | the parts of some hundred classmates  |
 * | progress    | `progress#<program>`          | `<year>/<cohort>/<group>` | how many of a group's parts stand where |
 * | mailings    | `mailing#<program>`           | `<occurrence>/<wave>` | since when it is paused, and why      |
 * | pace        | `pace`                        | `sending`             | when mails may go out again           |
 * | school      | `school`                      | `started/<program>`   | the date from which mails are planned |
 * |             |                               | `roster/<program>`    | the newest roster that counted        |
 * |             |                               | `sent/<program>`      | which mailings were sent lately       |
 * | officeMails | `office-mail`                 | `<program>/<name>`    | what the office was told of, and when |
 * | escalations | `escalation#<program>`        | `<date>-<advisor>`    | a mail to an advisor, and what they say |
 * | imports     | `import#<program>`            | `<instant>/<digest>`  | a roster that came, and its verdict   |
 * | marks       | `mark#<program>`              | `<year>/<student>`    | whom a dean marked, and what they got |
 * | sessions    | `session#<program>`           | the session's id      | a session and all that became of it   |
 * | feeds       | `feed#<program>`              | whose calendar it is  | a calendar feed; `all`: their mark    |
 * | guests      | `guests#<program>`            | the session's id      | who said yes, waits, declined, came   |
 * | users       | `user#<program>`              | the school's id       | who may sign in, and their roles      |
 * | signIns     | `sign-in#<program>`           | digest of a cookie    | who is signed in, until when          |
 * | signInAttempts | `sign-in-attempt#<program>` | digest of a cookie   | who was sent to sign in               |
 * | studentSignIns | `student-sign-in#<program>` | digest of a cookie | which student is signed in, until when |
 * | studentSignInAttempts | `student-sign-in-attempt#<program>` | digest of a cookie | which browser is to sign in |
 * | corrections | `correction#<program>`        | `<student>/<subject>` | what a student asks to have corrected |
 * | notes       | `note#<program>/<advisor>`     | student's key         | what an advisor keeps for themselves  |
 * | auditLog    | `audit#<program>`             | `<instant>/<digest>#…` | who did what, and what became of it |
 */

/** What is said of every item of a partition. */
export interface Kind {
  /** The attributes that say what an item is; each first write of an item sets them. */
  stamp: { kind: string; format: number };
  /** The partition as a role names it, or all of its family, e.g. `part#*`. */
  pattern: string;
}

/** A partition that stands alone. */
export interface Partition extends Kind {
  pk: string;
}

/** A family of partitions, one a name, e.g. one an occurrence. */
export interface Partitions extends Kind {
  /** The partition of a name. */
  pk(name: string): string;
  /** The name of a partition; undefined where it is none of this family. */
  nameOf(pk: string): string | undefined;
}

const one = (pk: string, kind = pk, format = 1): Partition => ({ pk, pattern: pk, stamp: { kind, format } });

const many = (family: string, kind = family, format = 1): Partitions => {
  const prefix = `${family}#`;
  return {
    pk: (name) => prefix + name,
    nameOf: (pk) => (pk.startsWith(prefix) ? pk.slice(prefix.length) : undefined),
    pattern: `${prefix}*`,
    stamp: { kind, format },
  };
};

/**
 * Every partition of the records table, with the kind of its items, which is called like it unless said otherwise, and
 * the newest format that this code knows of them: the first, unless said otherwise.
 */
export const PARTITIONS = {
  people: one("person"),
  accessCodes: one("access-code"),
  choices: one("choice", "choices"),
  parts: many("part", "parts"),
  progress: many("progress"),
  mailings: many("mailing"),
  pace: one("pace"),
  school: one("school"),
  officeMails: one("office-mail"),
  imports: many("import"),
  marks: many("mark"),
  escalations: many("escalation"),
  sessions: many("session"),
  feeds: many("feed"),
  guests: many("guests"),
  users: many("user"),
  signIns: many("sign-in"),
  signInAttempts: many("sign-in-attempt"),
  corrections: many("correction"),
  studentSignIns: many("student-sign-in"),
  studentSignInAttempts: many("student-sign-in-attempt"),
  notes: many("note"),
  auditLog: many("audit", "audit-record"),
};
export type PartitionName = keyof typeof PARTITIONS;
