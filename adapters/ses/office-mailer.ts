/** One mail to the office, whole. */
export interface OfficeMail {
  subject: string;
  html: string;
  text: string;
}

/** Sends to the office, or to who owns a part of the program. */
export interface OfficeMailer {
  /**
   * `to`: an owner's address; absent for the office.
   * @throws where SES does not take it; where its answer is lost it may have gone out.
   */
  send(mail: OfficeMail & { to?: string }): Promise<void>;
}
