import type { Wave } from "../../calendar/waves.ts";
import { DIGEST_TEMPLATE } from "../../mail/digest.ts";
import { schoolDate, WEEKDAYS } from "../../time/dates.ts";
import type { OutlookMail } from "../preview.ts";
import { type About, dayWords, type TestedRule } from "./because.ts";

const mailsIn = (count: number): string => `${count} ${count === 1 ? "mail" : "mails"}`;

const howTold = (mail: OutlookMail | undefined): string => {
  if (mail?.template !== DIGEST_TEMPLATE) return "";
  const others = (mail.carries ?? []).length;
  return `, in one mail with ${others} other ${others === 1 ? "thing" : "things"}`;
};

/** What nobody can foretell: whether a second person says yes in time. */
export const approvalRules = (
  { program: { school } }: Pick<About, "program">,
  mail: OutlookMail | undefined,
  on: string,
): TestedRule[] => {
  const isAhead = mail !== undefined && schoolDate(mail.at, school.timeZone) >= on;
  if (school.approval === undefined || !isAhead) return [];
  return [
    {
      rule: "A second person says yes to the first mailing of an item to a class",
      fact: `told here is what comes with a yes in time; without one ${mail.occurrence} waits`,
      holds: true,
      otherwise: "held",
    },
  ];
};

/** Why a mail waits for the digest of its week. */
export const budgetRules = (
  { program: { school } }: Pick<About, "program">,
  wave: Wave | undefined,
  mail: OutlookMail | undefined,
): TestedRule[] => {
  const { weeklyMails } = school;
  if (weeklyMails === undefined || wave?.waitsFrom === undefined) return [];
  const { atMost, digest } = weeklyMails;
  const most = `At most ${mailsIn(atMost)} a week, essential ones apart, reach a student on their own days`;
  return [
    {
      rule: `${most}; what can wait joins the digest of ${WEEKDAYS[digest % 7]}`,
      fact: `it would come on ${dayWords(wave.waitsFrom)}, so it waits until ${dayWords(wave.day)}${howTold(mail)}`,
      holds: true,
      otherwise: "waits",
    },
  ];
};
