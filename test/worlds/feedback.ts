import type { SesFeedback } from "#events/ses-feedback.ts";
import { trackMail } from "../../functions/track-mail/track-mail.ts";
import { type Ground, invokeAsync } from "./ground.ts";
import { travelling } from "./process.ts";
import type { Accepted } from "./ses.ts";
import { CONFIGURATION_SET, type Outside, partsFor } from "./wiring.ts";

/** What SES tells of the mails that it accepted: late, twice, in any order, or never. */
export interface WorldFeedback {
  of(mail: Accepted): void;
  /** Those of whom at least one event arrived. */
  readonly told: readonly Accepted[];
  /** Tells everything that was told again. */
  replay(): void;
}

const MINUTE = 60_000;
const LIFETIME = 30_000;

/** What SES tells of a mail at that instant, ISO 8601; times on the bus have no fractions of seconds. */
export const feedbackOf = (mail: Accepted, type: "Email Sent" | "Email Delivered", at: string): SesFeedback => ({
  source: "aws.ses",
  "detail-type": type,
  time: `${at.slice(0, 19)}Z`,
  detail: {
    eventType: type === "Email Sent" ? "Send" : "Delivery",
    mail: {
      messageId: mail.messageId,
      destination: [mail.to],
      tags: Object.fromEntries(
        Object.entries({ ...mail.tags, "ses:configuration-set": CONFIGURATION_SET }).map(([name, value]) => [
          name,
          [value],
        ]),
      ),
    },
  },
});

export const worldFeedback = (ground: Ground, outside: Outside): WorldFeedback => {
  const { agenda, chance } = ground;
  const { program, records } = outside;
  const events: SesFeedback[] = [];
  const told: Accepted[] = [];

  const deliver = (event: SesFeedback): void =>
    invokeAsync(
      ground,
      {
        name: `track-mail ${event["detail-type"]}`,
        lifetime: LIFETIME,
        work: (process) => {
          const roster = travelling(ground, process, "roster", records.roster);
          const parts = partsFor(ground, process, outside);
          return trackMail({ program, roster, parts }, event);
        },
      },
      () => agenda.after(60 * MINUTE, () => deliver(event)),
    );

  const tell = (mail: Accepted, type: "Email Sent" | "Email Delivered"): void => {
    const { missed, late } = ground.faults();
    if (chance.is(missed)) return;
    const event = feedbackOf(mail, type, agenda.iso());
    events.push(event);
    told.push(mail);
    agenda.after(chance.is(late) ? chance.int(1, 600) * MINUTE : chance.int(100, 20_000), () => deliver(event));
  };

  return {
    of: (mail) => {
      tell(mail, "Email Sent");
      tell(mail, "Email Delivered");
    },
    told,
    replay: () => events.forEach(deliver),
  };
};
