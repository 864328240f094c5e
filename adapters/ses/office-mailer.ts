/** One mail to the office, whole. */
export interface OfficeMail {
  subject: string;
  html: string;
  text: string;
}

/** Sends to the office, and to nobody else. */
export interface OfficeMailer {
  /** @throws where SES does not take it; where its answer is lost it may have gone out. */
  send(mail: OfficeMail): Promise<void>;
}
