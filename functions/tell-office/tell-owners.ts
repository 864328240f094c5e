import type { OfficeMails } from "#adapters/office-mails/office-mails.ts";
import type { OfficeMailer } from "#adapters/ses/office-mailer.ts";
import type { School } from "#domain/time/school.ts";
import { letterHtml, letterText } from "#files/letters/letter.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import type { OwnerMail } from "./of-owners.ts";

interface TellOwnersNeeds {
  officeMails: OfficeMails;
  mailer: OfficeMailer;
}

/**
 * Sends each owner their mail of the week, as the office's is sent: recorded once SES has it, so that running twice
 * sends one. One that fails holds up no other. @throws the first failure, after all
 */
export const tellOwners = async (
  { officeMails, mailer }: TellOwnersNeeds,
  school: School,
  mails: readonly OwnerMail[],
  at: string,
): Promise<number> => {
  const tell = async ({ name, to, letter }: OwnerMail): Promise<number> => {
    if (await officeMails.isTold(name)) return 0;
    const html = await letterHtml(letter, school);
    await mailer.send({ to, subject: letter.subject, html, text: letterText(letter) });
    await officeMails.told(name, at);
    return 1;
  };
  return (await mapConcurrently(mails, tell, 1)).reduce((sum, sent) => sum + sent, 0);
};
