import type { Program } from "#domain/calendar/program.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { isConfidential } from "#events/mail/confidential-tags.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { isToAdvisor, isToOffice } from "#events/mail/office-tags.ts";
import { milestoneTitle, sessionWaveLabel, waveText } from "../titles.ts";

/** A mail that went out, as its student got it. */
export interface SentMail {
  messageId: string;
  /** ISO 8601 UTC. */
  sentAt: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  tags: Record<string, string>;
  headers: Record<string, string>;
}

/**
 * Which mails are looked for: free text, a milestone's id or a session as `session:<id>`, a wave; an empty text asks
 * for all.
 */
export interface SentMailFilter {
  q: string;
  milestone: string;
  wave: string;
}

/** The mails that fit, the newest first. @param mails in the order in which they went out */
export const findSent = (mails: readonly SentMail[], { q, milestone, wave }: SentMailFilter): SentMail[] => {
  const wanted = q.trim().toLowerCase();
  return mails
    .filter(
      ({ tags, to, subject }) =>
        !isConfidential(tags) &&
        (milestone === "" || topicOf(tags) === milestone) &&
        (wave === "" || readMailTags(tags)?.wave === wave) &&
        (wanted === "" || `${to} ${subject}`.toLowerCase().includes(wanted)),
    )
    .reverse();
};

// A session may be called like a milestone.
const topicOf = (tags: SentMail["tags"]): string | undefined => {
  const mail = readMailTags(tags);
  return mail && (sessionOf(mail.occurrence) === undefined ? mail.milestone : mail.occurrence);
};

/** The id of the session that a mail is about. */
export const sessionWrittenOf = ({ tags }: Pick<SentMail, "tags">): string | undefined =>
  sessionOf(topicOf(tags) ?? "");

/** The waves of which a mail went out, in the order of their names. */
export const wavesSent = (mails: readonly SentMail[]): string[] =>
  [...new Set(mails.flatMap(({ tags }) => readMailTags(tags)?.wave ?? []))].sort();

/** What a mail to the office is about, and one to an advisor. */
const [TO_OFFICE, TO_ADVISOR] = ["To the office", "To an advisor"];

/** Titles of sessions by their ids. */
export type SessionTitles = ReadonlyMap<string, string>;

/** What a mail that went out is about, by its tags; empty where they name none of ours. */
export const subjectOf = (program: Program, { tags }: Pick<SentMail, "tags">, sessions?: SessionTitles): string => {
  if (isToOffice(tags)) return TO_OFFICE;
  if (isToAdvisor(tags)) return TO_ADVISOR;
  const mail = readMailTags(tags);
  if (mail?.program !== program.id) return "";
  const session = sessionOf(mail.occurrence);
  if (session === undefined) return waveText(milestoneTitle(program, mail.milestone), mail.wave);
  return `${sessions?.get(session) ?? "Session"}: ${sessionWaveLabel(mail.wave)}`;
};

/** True of a mail to a student; one to the office or an advisor is none, and of a confidential one nothing tells. */
export const isToStudent = ({ tags }: Pick<SentMail, "tags">): boolean =>
  !isToOffice(tags) && !isToAdvisor(tags) && !isConfidential(tags);

/** The opaque key of the student whom a mail was to; undefined where its tags are none of ours. */
export const studentOf = ({ tags }: Pick<SentMail, "tags">): string | undefined => readMailTags(tags)?.student;
