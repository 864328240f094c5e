import type { MailState } from "#domain/parts/part.ts";

/** How staff are told where a mail stands; the other states are those of mails that went their way. */
const WORDS: Partial<Record<MailState["state"], string>> = {
  retry: "not out yet",
  ambiguous: "nobody knows whether it went out",
  left: "nobody knows whether it went out; left as it is",
  missed: "not sent",
  rejected: "the mail service (SES) would not send it",
  bounced: "it did not reach its student",
  complained: "its student marked it as spam",
};

/** Where a mail stands that did not simply go its way, with the reason; undefined for one that did. */
export const troubleOf = ({ state, reason }: Pick<MailState, "state" | "reason">): string | undefined => {
  const said = WORDS[state];
  return said && `${said}${reason ? ` (${reason})` : ""}`;
};

const WENT: Partial<Record<MailState["state"], string>> = {
  claimed: "on its way",
  sent: "sent",
  delivered: "delivered",
};

/** Where any mail stands, with the reason where it has one. */
export const stateInWords = (mail: Pick<MailState, "state" | "reason">): string =>
  troubleOf(mail) ?? WENT[mail.state] ?? mail.state;
