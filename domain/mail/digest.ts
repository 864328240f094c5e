import type { Occurrence } from "../calendar/occurrences.ts";
import type { Brief, Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
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

/** One thing as a digest tells of it; its line may have fields of the mail. `closes`: a school date. */
export type BriefThing = Brief & { title: string; closes: string | undefined };

/** What a digest says of a wave to a student of a track. */
export const briefOf = (
  { briefs }: Pick<Program, "briefs">,
  { milestone: { title }, closes }: Pick<Occurrence, "milestone" | "closes">,
  { template }: Pick<Wave, "template">,
  track: string,
): BriefThing => ({
  ...(briefs?.[`${template}.${track}`] ?? briefs?.[template] ?? { line: "" }),
  ...{ title, closes },
});
