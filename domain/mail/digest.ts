import type { PlannedMail } from "./plan.ts";

/** The e-mail of the week's digest among the stored ones. No file of a program has an underscore in its name. */
export const DIGEST_TEMPLATE = "weekly_digest";

/** A student's mails of a morning, of which those that waited go out as one, by the first. One alone is no digest. */
export const inOneDigest = (mails: readonly PlannedMail[]): PlannedMail[] => {
  const waiting = mails.filter(({ waitsForDigest, carries }) => waitsForDigest === true && carries === undefined);
  const [first, ...others] = waiting;
  if (first === undefined || others.length === 0) return [...mails];
  const digest = others.map(({ occurrence, wave, plannedAt }) => ({ occurrence, wave, plannedAt }));
  return mails.filter((mail) => !others.includes(mail)).map((mail) => (mail === first ? { ...mail, digest } : mail));
};
