import type { Mailing } from "#domain/mail/mailing.ts";
import type { Declined } from "#domain/people/mail-kinds.ts";

/** What speaks against a mailing's mails. `declined`: of those asked about who declined anything. */
export interface PreflightCheck {
  declined: Declined;
  isPaused: boolean;
  /** Of a session's mailing, the sequence at which the session stands; undefined where there is no such session. */
  sequence?: number;
}

/** What may hold a claimed mail back, over the partitions `choice`, `mailing` and `session` of the records table. */
export interface Preflight {
  /**
   * What speaks against sending a mailing's mails, as of now, so that whatever was recorded before the call is in it:
   * a session's mails tell what it was when they were written.
   * @param students opaque keys of those whose choices count: nobody's where the mail is essential
   */
  check(mailing: Mailing, students: readonly string[]): Promise<PreflightCheck>;
}
