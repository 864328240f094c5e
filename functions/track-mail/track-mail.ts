import type { Parts, Roster } from "#adapters/records.ts";
import { schoolDate } from "#domain/dates.ts";
import type { Learnt } from "#domain/part-changes.ts";
import type { Program } from "#domain/program.ts";
import { partsInSight } from "#domain/sight.ts";
import type { SesFeedback } from "#events/ses-feedback.ts";
import { sideBySide } from "../middleware/side-by-side.ts";
import { type MailNamed, mailNamed } from "./mail-named.ts";
import { newsOf } from "./news.ts";

/** What tracking needs of the world. */
export interface TrackMailNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled" | "markAddress">;
  parts: Pick<Parts, "get" | "learn" | "stop">;
}

/**
 * What became of an event, without anything that names a person. `foreign`: its mail is none of matchward's. `silent`: it
 * tells nothing of its mail. Else what it changed of the mail, and of the address where it says something of that.
 */
export type Tracked =
  | { kind: "foreign" }
  | { kind: "silent" }
  | { kind: Learnt; occurrence: string; wave: string; address?: "suppressed" | "not theirs" };

/** True for what happens to nearly every mail, and need not be logged. */
export const isUsual = (tracked: Tracked): boolean =>
  tracked.kind === "moved" && !("address" in tracked && tracked.address !== undefined);

/**
 * Records what SES tells of one mail. A dead address, or one whose owner complained, is marked as such, and the mails of
 * the student's open parts are held back until the roster brings another address.
 *
 * Running twice, late or out of order changes nothing more: the mail goes forward only, within one attempt, and what is
 * told of an address that was corrected meanwhile counts for the mail alone. The mail is recorded first: a run that dies
 * after it is tried again, and then marks the address.
 */
export const trackMail = async (needs: TrackMailNeeds, { detail, time }: SesFeedback): Promise<Tracked> => {
  const named = mailNamed(detail.mail);
  if (named === undefined) return { kind: "foreign" };
  const news = newsOf(detail);
  if (news === undefined) return { kind: "silent" };
  const { occurrence, wave, attempt, plannedAt } = named;
  const at = new Date(time).toISOString();
  const { state, reason } = news;
  const { messageId } = detail.mail;
  const mail = { state, plannedAt, attempt, at, messageId, ...(reason === undefined ? {} : { reason }) };
  const [kind] = await needs.parts.learn([{ part: named, wave, mail }]);
  if (kind === undefined || kind === "failed") throw new Error("The mail's part was not changed.");
  const email = detail.mail.destination?.[0];
  if (news.address === undefined || email === undefined) return { kind, occurrence, wave };
  const address = await suppress(needs, named, { state: news.address, at, email });
  return { kind, occurrence, wave, address };
};

/** Marks the address, where it is the student's, and holds back what they are mailed about now. */
const suppress = async (
  { program, roster, parts }: TrackMailNeeds,
  { student: key }: MailNamed,
  news: Parameters<Roster["markAddress"]>[1],
): Promise<"suppressed" | "not theirs"> => {
  // The roster is kept by student id, which no tag may hold; addresses fail seldom enough to look through all of it.
  const student = (await roster.enrolled()).find((one) => one.key === key);
  if (student === undefined || !(await roster.markAddress(student.studentId, news))) return "not theirs";
  const today = schoolDate(news.at, program.school.timeZone);
  await sideBySide(partsInSight(program, student, today), async (part) => {
    // A part that is not there has no mail to hold back; `send-mail` stops those to come.
    if (await parts.get(part.occurrence, part.student)) await parts.stop([part], { reason: "suppressed", at: news.at });
  });
  return "suppressed";
};
