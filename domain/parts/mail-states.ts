/** Where a mail can stand (diagram: `docs/mail-states.md`). A `planned` mail has no record before its claim. */
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
 * What moves a mail. `claim`: a sender takes it. `answer`: SES answers the sender. `lease`: the sender never came back.
 * `evidence`: an event shows that SES took it. `feedback`: an event says what became of it. `administrator`: a person
 * decides. `correction`: a bounced address was replaced or is tried again. `time`: it is too late, or a newer mail went
 * out. `owed`: a seat became free, of which no list can tell later.
 */
export type Cause =
  | "claim"
  | "answer"
  | "lease"
  | "evidence"
  | "feedback"
  | "administrator"
  | "correction"
  | "time"
  | "owed";

interface Transition {
  from: MailStateName | "planned";
  to: MailStateName;
  by: Cause;
}

export const TRANSITIONS: readonly Transition[] = [
  { from: "planned", to: "claimed", by: "claim" },
  { from: "retry", to: "claimed", by: "claim" },
  { from: "planned", to: "missed", by: "time" },
  { from: "planned", to: "retry", by: "owed" },
  { from: "retry", to: "missed", by: "time" },
  { from: "claimed", to: "sent", by: "answer" },
  { from: "claimed", to: "rejected", by: "answer" },
  { from: "claimed", to: "retry", by: "answer" },
  { from: "claimed", to: "ambiguous", by: "answer" },
  { from: "claimed", to: "ambiguous", by: "lease" },
  { from: "ambiguous", to: "retry", by: "administrator" },
  { from: "ambiguous", to: "left", by: "administrator" },
  // A slow sender may be given up while it still sends; its late answer is as good as ever.
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

/** The recorded states from which one of these causes moves a mail to `to`. Throws an Error where there is none. */
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

/** Who may record what: a sender of its claim, SES's events, an administrator, the import of a corrected address. */
export const SETTLING: readonly Cause[] = ["answer", "lease", "evidence"];

export const LEARNING: readonly Cause[] = ["evidence", "feedback"];

export const DECIDING: readonly Cause[] = ["administrator"];

export const CORRECTING: readonly Cause[] = ["correction"];
