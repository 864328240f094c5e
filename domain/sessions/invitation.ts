import type { Milestone, Program } from "../calendar/program.ts";
import { itemOf } from "./guests.ts";
import type { Session } from "./session.ts";

/** The e-mail of what is told of sessions, but for invitations of their own. No file has an underscore in its name. */
export const NOTICE_TEMPLATE = "session_notice";

const hasOnlySessions = ({ when }: Pick<Milestone, "when">): boolean =>
  when.type === "window" || when.type === "session";

/** True where what a milestone asks has words of its own, beside those that may invite to its session. */
export const hasWordsToAsk = ({ ask, mails }: Pick<Milestone, "ask" | "mails">): boolean =>
  ask !== undefined && mails.remind !== undefined && ![mails.remind, mails.lastCall].flat().includes(mails.open);

/** True of an e-mail that invites to sessions: those who send it have no day but theirs. */
export const isInvitation = (milestones: readonly Pick<Milestone, "mails" | "when">[], email: string): boolean => {
  const senders = milestones.filter(({ mails }) => Object.values(mails).flat().includes(email));
  return senders.length > 0 && senders.every((one) => one.mails.open === email && hasOnlySessions(one));
};

/** The e-mail of a session's mail: an invitation may be its milestone's own. */
export const sessionTemplate = (program: Program, session: Session, wave: string): string => {
  const item = itemOf(program, session);
  const own = item !== undefined && "milestone" in item ? item.milestone.mails.open : NOTICE_TEMPLATE;
  const { milestones, forMarked = [] } = program;
  return wave === "open" && isInvitation([...milestones, ...forMarked], own) ? own : NOTICE_TEMPLATE;
};
