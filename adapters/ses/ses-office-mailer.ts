import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { OFFICE_TAGS } from "#events/mail/office-tags.ts";
import type { OfficeMail, OfficeMailer } from "./office-mailer.ts";
import { mailbox, type SesSettings } from "./ses-mailer.ts";

/** How the office is written to: from whom, by which settings, to which address. */
export interface OfficeMailSettings extends Omit<SesSettings, "templatePrefix"> {
  office: string;
}

/** Nobody's automatic reply answers a mail of a machine. */
const HEADERS = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

const pairs = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([Name, Value]) => ({ Name, Value }));

const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });

/** The call that sends one whole mail. Replies to it go to the office itself. */
export const letterCommand = (
  settings: Omit<SesSettings, "templatePrefix">,
  { to, tags, subject, html, text }: OfficeMail & { to: string; tags: Readonly<Record<string, string>> },
): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: mailbox(settings.sender),
    FromEmailAddressIdentityArn: settings.identityArn,
    ReplyToAddresses: [settings.sender.replyTo],
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: settings.configurationSet,
    EmailTags: pairs(tags),
    Content: {
      Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) }, Headers: pairs(HEADERS) },
    },
  });

/** Writes to the office and to owners by SES, a mail a call. */
export const sesOfficeMailer = (client: Pick<SESv2Client, "send">, settings: OfficeMailSettings): OfficeMailer => ({
  send: async ({ to = settings.office, ...mail }) => {
    await client.send(letterCommand(settings, { ...mail, to, tags: OFFICE_TAGS }));
  },
});
