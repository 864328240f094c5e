import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { OFFICE_TAGS } from "#events/mail/office-tags.ts";
import type { OfficeMailer } from "./office-mailer.ts";
import { mailbox, type SesSettings } from "./ses-mailer.ts";

/** How the office is written to: from whom, by which settings, to which address. */
export interface OfficeMailSettings extends Omit<SesSettings, "templatePrefix"> {
  office: string;
}

/** Nobody's automatic reply answers a mail of a machine. */
const HEADERS = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

const pairs = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([Name, Value]) => ({ Name, Value }));

const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });

/** Writes to the office by SES, a mail a call. Replies to it go to the office itself. */
export const sesOfficeMailer = (client: Pick<SESv2Client, "send">, settings: OfficeMailSettings): OfficeMailer => ({
  send: async ({ subject, html, text }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: mailbox(settings.sender),
        FromEmailAddressIdentityArn: settings.identityArn,
        ReplyToAddresses: [settings.sender.replyTo],
        Destination: { ToAddresses: [settings.office] },
        ConfigurationSetName: settings.configurationSet,
        EmailTags: pairs(OFFICE_TAGS),
        Content: {
          Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) }, Headers: pairs(HEADERS) },
        },
      }),
    );
  },
});
