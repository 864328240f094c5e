import type { Program } from "#domain/calendar/program.ts";
import { titleOf } from "#domain/sessions/calendar-entries.ts";
import { dayOf, type KnownSession } from "#domain/sessions/session.ts";
import { asOf, changedSince, hasAsked } from "#domain/sessions/session-waves.ts";
import { addDays, readableDate } from "#domain/time/dates.ts";
import { readableTime } from "#domain/time/readable-times.ts";

/** A session's mail: of which wave, to whom it was told as of which sequence, on which school date. */
export interface NoticeOf {
  program: Program;
  session: KnownSession;
  wave: string;
  told: number | undefined;
  today: string;
}

/** What a session's mail says in words, as plain text of a line each. `url`: without it the guest's own page. */
export interface NoticeWords {
  subject: string;
  heading: string;
  lead: string;
  button?: { label: string; url?: string };
}

const isAsked = ({ rsvp }: KnownSession): boolean => rsvp !== "none";

const SEE = { label: "See the session" };
const SAY = { label: "Say whether you come" };

const goTo = (session: KnownSession) => (isAsked(session) ? SAY : SEE);

const dayIn = ({ program: { school }, session }: NoticeOf): string => readableDate(dayOf(session, school.timeZone));

const timeIn = ({ program: { school }, session }: NoticeOf): string => readableTime(session.startsAt, school.timeZone);

const ASKED = {
  none: "You are welcome to come: there is nothing to answer.",
  "yes-no": "Please say whether you come. You can change your mind at any time.",
  required: "Seats depend on it: please say whether you come. You can change your mind at any time.",
} as const;

const invitation = (of: NoticeOf, title: string): NoticeWords => ({
  subject: `${title} on ${dayIn(of)}, ${timeIn(of)}`,
  heading: title,
  lead: ASKED[of.session.rsvp],
  button: goTo(of.session),
});

const onTheEve = (of: NoticeOf, title: string): NoticeWords => {
  const { program, session, today } = of;
  const isTomorrow = dayOf(session, program.school.timeZone) === addDays(today, 1);
  return {
    subject: `${isTomorrow ? "Tomorrow" : "Today"}: ${title}, ${timeIn(of)}`,
    heading: title,
    lead: isAsked(session)
      ? "You said that you come, and we look forward to seeing you. If you cannot, please say so."
      : "We look forward to seeing you.",
    button: isAsked(session) ? { label: "Change your answer" } : SEE,
  };
};

type ChangedField = ReturnType<typeof changedSince>[number];

const changeOf = (changed: readonly ChangedField[]): "on again" | "moved" | "place" | "link" | "asked" => {
  if (changed.includes("status")) return "on again";
  if (changed.includes("startsAt") || changed.includes("endsAt") || changed.length === 0) return "moved";
  if (changed.includes("place")) return "place";
  return changed.includes("link") ? "link" : "asked";
};

const answerTo = (session: KnownSession, changed: readonly ChangedField[]) => {
  if (!isAsked(session)) return { text: "", button: SEE };
  if (!changed.includes("rsvp"))
    return {
      text: " What you have answered stands: change it if this does not suit you.",
      button: { label: "Check your answer" },
    };
  const before = hasAsked(session) ? " What you answered earlier stands." : "";
  return { text: ` ${ASKED[session.rsvp]}${before}`, button: SAY };
};

const moved = (of: NoticeOf, title: string): NoticeWords => {
  const { session, program, told } = of;
  const { timeZone } = program.school;
  const isSameDay = told !== undefined && dayOf(asOf(session, told), timeZone) === dayOf(session, timeZone);
  const begin = isSameDay ? `at ${timeIn(of)}` : `on ${dayIn(of)}`;
  const changed = told === undefined ? [] : changedSince(session, told);
  const { text, button } = answerTo(session, changed);
  const words = {
    "on again": [`On again: ${title}, ${dayIn(of)}`, `${title} takes place`, "It takes place after all."],
    moved: [`Moved: ${title} is now ${begin}`, `${title} has moved`, "Here is how it stands now."],
    place: [`New place: ${title}, ${dayIn(of)}`, `${title} has a new place`, "The time stays as it was."],
    link: [`New link: ${title}, ${dayIn(of)}`, `${title} has a new link`, "The time stays as it was."],
    asked: [
      `Will you come? ${title}, ${dayIn(of)}`,
      `${title} needs your answer`,
      "It is as you know it, but for one thing.",
    ],
  } as const;
  const [subject, heading, lead] = words[changeOf(changed)];
  return { subject, heading, lead: lead + text, button };
};

const cancelled = (_: NoticeOf, title: string): NoticeWords => ({
  subject: `Cancelled: ${title}`,
  heading: `${title} is cancelled`,
  lead: "It does not take place, and there is nothing that you have to do. We are sorry if you had made plans.",
});

const LET_GO = "If you cannot come after all, please say so: then the next person on the list gets it.";

const seat = ({ session }: NoticeOf, title: string): NoticeWords =>
  isAsked(session)
    ? {
        subject: `You have a seat: ${title}`,
        heading: "You have a seat",
        lead: `A seat became free for ${title}, and it is yours. ${LET_GO}`,
        button: { label: "See your seat" },
      }
    : {
        subject: `You can come: ${title}`,
        heading: "There is room for everybody",
        lead: `You waited for a seat for ${title}. Nobody needs one any more: you are welcome to come.`,
        button: SEE,
      };

const thanks = ({ session: { recording } }: NoticeOf, title: string): NoticeWords => ({
  subject: `Thank you for coming: ${title}`,
  heading: "Thank you for coming",
  lead:
    recording === undefined
      ? `It was good to have you at ${title}. If a question stayed open, just reply to this mail.`
      : `It was good to have you at ${title}. The recording is there, should you want to go back to something.`,
  ...(recording !== undefined && { button: { label: "Watch the recording", url: recording } }),
});

/** What a session's mail says. */
export const wordsOf = (of: NoticeOf): NoticeWords => {
  const { program, session, wave } = of;
  const title = titleOf(program, session);
  if (wave === "thanks") return thanks(of, title);
  if (session.status === "cancelled") return cancelled(of, title);
  if (wave === "open") return invitation(of, title);
  if (wave.startsWith("seat-")) return seat(of, title);
  return wave.startsWith("day-before") ? onTheEve(of, title) : moved(of, title);
};
