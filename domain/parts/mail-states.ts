/**
 * Where a mail can stand. `planned` is no record at all: a mail begins to exist with its claim. The diagram of this
 * machine is in `docs/mail-states.md`; a test draws it from the table below.
 */
export const MAIL_STATES = [
  "claimed",
  "sent",
  "rejected",
  "retry",
  "ambiguous",
  "left",
  "delivered",
  "bounced",
  "complained",
  "missed",
] as const;
export type MailStateName = (typeof MAIL_STATES)[number];

/**
 * What moves a mail. `claim`: a sender took it. `answer`: what SES answered that sender. `lease`: the sender never came
 * back. `evidence`: an event of SES shows that it took the mail. `feedback`: an event of SES tells what became of it.
 * `administrator`: a person decided. `correction`: the student has another address than the one that it bounced from.
 * `time`: it is too late, or something newer went out.
 */
export type Cause = "claim" | "answer" | "lease" | "evidence" | "feedback" | "administrator" | "correction" | "time";

interface Transition {
  from: MailStateName | "planned";
  to: MailStateName;
  by: Cause;
}

/** Every way that a mail can go; the conditions of the records table are made from it. */
export const TRANSITIONS: readonly Transition[] = [
  { from: "planned", to: "claimed", by: "claim" },
  { from: "retry", to: "claimed", by: "claim" },
  { from: "planned", to: "missed", by: "time" },
  { from: "retry", to: "missed", by: "time" },
  { from: "claimed", to: "sent", by: "answer" },
  { from: "claimed", to: "rejected", by: "answer" },
  { from: "claimed", to: "retry", by: "answer" },
  { from: "claimed", to: "ambiguous", by: "answer" },
  { from: "claimed", to: "ambiguous", by: "lease" },
  { from: "ambiguous", to: "retry", by: "administrator" },
  { from: "ambiguous", to: "left", by: "administrator" },
  // A sender whose message waited for long may be given up while it sends; its answer is as good as ever.
  { from: "ambiguous", to: "retry", by: "answer" },
  { from: "ambiguous", to: "rejected", by: "answer" },
  { from: "claimed", to: "sent", by: "evidence" },
  { from: "ambiguous", to: "sent", by: "evidence" },
  { from: "retry", to: "sent", by: "evidence" },
  ...(["claimed", "ambiguous", "retry", "sent"] as const).flatMap((from): Transition[] => [
    { from, to: "delivered", by: "feedback" },
    { from, to: "bounced", by: "feedback" },
    { from, to: "complained", by: "feedback" },
    { from, to: "rejected", by: "feedback" },
  ]),
  { from: "delivered", to: "bounced", by: "feedback" },
  { from: "delivered", to: "complained", by: "feedback" },
  { from: "bounced", to: "retry", by: "correction" },
];

const sources = new Map<string, readonly MailStateName[]>();

/**
 * The recorded states from which one of these causes moves a mail to `to`.
 * @throws Error where none can: to ask for that is a mistake in the code.
 */
export const sourcesOf = (to: MailStateName, causes: readonly Cause[]): readonly MailStateName[] => {
  const asked = `${to} by ${causes.join(" or ")}`;
  const known = sources.get(asked);
  if (known) return known;
  const ways = TRANSITIONS.filter((way) => way.to === to && causes.includes(way.by));
  const found = [...new Set(ways.flatMap(({ from }) => (from === "planned" ? [] : [from])))];
  if (found.length === 0) throw new Error(`No mail becomes ${asked}.`);
  sources.set(asked, found);
  return found;
};

/** What the holder of a claim may record: SES's answer, that it never came, or that the mail did go out. */
export const SETTLING: readonly Cause[] = ["answer", "lease", "evidence"];

/** What SES's events may record. */
export const LEARNING: readonly Cause[] = ["evidence", "feedback"];

/** What a person may record. */
export const DECIDING: readonly Cause[] = ["administrator"];

/** What a corrected address may record. */
export const CORRECTING: readonly Cause[] = ["correction"];
