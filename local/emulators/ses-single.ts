import type { DeliveredMail } from "../system.ts";
import { checkAddresses, checkSender, checkTags, type SendingDeployment } from "./ses-checks.ts";
import type { SingleRequest } from "./ses-request.ts";

/**
 * The mail that a call of `SendEmail` makes, as its reader gets it.
 * @throws AwsFaultError for what SES refuses
 */
export const singleMail = (
  deployed: SendingDeployment,
  request: SingleRequest,
  sentAt: string,
): Omit<DeliveredMail, "messageId"> => {
  const { FromEmailAddress: from, ReplyToAddresses, EmailTags = [], Destination, Content } = request;
  const { Subject, Body, Headers = [] } = Content.Simple;
  const pairs = (of: readonly { Name: string; Value: string }[]) =>
    Object.fromEntries(of.map(({ Name, Value }) => [Name, Value]));
  const tags = pairs(EmailTags);
  checkSender(deployed, request);
  checkTags(Object.entries(tags));
  checkAddresses(Destination.ToAddresses);
  const replies = ReplyToAddresses === undefined ? {} : { "Reply-To": ReplyToAddresses.join(", ") };
  return {
    sentAt,
    from,
    to: Destination.ToAddresses.join(", "),
    subject: Subject.Data,
    html: Body.Html.Data,
    text: Body.Text.Data,
    template: "",
    tags,
    headers: { ...replies, ...pairs(Headers) },
  };
};
