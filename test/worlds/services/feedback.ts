import type { SesFeedback, SesNews } from "#events/mail/ses-feedback.ts";
import type { BatchMessage } from "../../../functions/listeners/queue-batch-listener.ts";
import { type Feedback, readFeedback } from "../../../functions/track-mail/read-feedback.ts";
import { type Tracked, trackMails } from "../../../functions/track-mail/track-mail.ts";
import { type Ground, invoke } from "../ground/ground.ts";
import { partsFor } from "../ground/instances.ts";
import { type Process, travelling } from "../ground/process.ts";
import type { Outside } from "../ground/wiring.ts";
import { type MailEnd, newsOf, respelled, type Telling, tellingsOf } from "./mailboxes.ts";
import type { Accepted } from "./ses.ts";

/** An event that arrived by at least one of the ways. */
export interface Told {
  mail: Accepted;
  type: Telling["type"];
}

/** What SES tells of the mails that it accepted, by its bus and its topic: late, twice, in any order, or never. */
export interface WorldFeedback {
  of(mail: Accepted, end: MailEnd): void;
  readonly told: readonly Told[];
  /** Tells everything that was told again. */
  replay(): void;
}

const MINUTE = 60_000;
/** As the queue is deployed: seven minutes hidden, five receives; batches are small, so that there are many. */
const LIFETIME = MINUTE;
const HIDDEN = 7 * MINUTE;
const MOST_RECEIVES = 5;
const PER_BATCH = 10;

/** A message that nobody can read: it must not hold up its neighbors, and is dropped where it is set aside. */
const UNREADABLE = "What is this?";

const DETAIL_TYPE_OF: Record<Telling["type"], SesFeedback["detail-type"]> = {
  Send: "Email Sent",
  DeliveryDelay: "Email Delivery Delayed",
  Delivery: "Email Delivered",
  Bounce: "Email Bounced",
  Complaint: "Email Complaint Received",
  Reject: "Email Rejected",
  "Rendering Failure": "Email Rendering Failed",
};

type Way = "bus" | "topic";

/** What each way carries, as it is deployed: what went wrong by both. */
const FAILURES: readonly Telling["type"][] = ["Bounce", "Complaint", "Reject", "Rendering Failure"];
const CARRIED: Record<Way, readonly Telling["type"][]> = {
  bus: ["Delivery", "DeliveryDelay", ...FAILURES],
  topic: ["Send", ...FAILURES],
};

const isTold = (type: string | undefined): type is Telling["type"] => type !== undefined && type in DETAIL_TYPE_OF;

/** What a way puts on the queue at that instant, ISO 8601; times on the bus have no fractions of seconds. */
export const bodyOf = (way: Way, { chance }: Ground, news: SesNews, at: string): string => {
  const { eventType, ...rest } = news;
  if (way === "bus" && isTold(eventType)) {
    const detailType = DETAIL_TYPE_OF[eventType];
    return JSON.stringify({ source: "aws.ses", "detail-type": detailType, time: `${at.slice(0, 19)}Z`, detail: news });
  }
  const message = JSON.stringify(chance.is(0.2) ? { ...rest, notificationType: eventType } : news);
  return chance.is(0.2) ? JSON.stringify({ Type: "Notification", Message: message }) : message;
};

interface Message {
  id: string;
  body: string;
  sentAt: string;
  receives: number;
}

type Deed = (process: Process, batch: readonly Message[]) => Promise<Set<string>>;

/**
 * The queue that both ways feed: batches of what came in a minute; what fails comes back, and is given in again when it
 * is set aside.
 */
const feedbackQueue = (ground: Ground, deed: Deed) => {
  const { agenda, chance } = ground;
  let visible: Message[] = [];
  let count = 0;

  const show = (message: Message, inMilliseconds: number): void =>
    agenda.after(inMilliseconds, () => {
      visible.push(message);
      agenda.after(chance.int(0, MINUTE), receive);
    });

  const receive = (): void => {
    const order = visible.toSorted(() => chance.next() - 0.5);
    const batch = order.slice(0, PER_BATCH);
    visible = order.slice(PER_BATCH);
    if (batch.length > 0) work(batch);
  };

  const work = (batch: readonly Message[]): void =>
    invoke(ground, { name: "track-mail", lifetime: LIFETIME, work: (process) => deed(process, batch) }, (end) => {
      for (const message of batch) {
        if (end.kind === "answered" && !end.answer.has(message.id)) continue;
        const receives = message.receives + 1;
        if (receives < MOST_RECEIVES) show({ ...message, receives }, HIDDEN);
        else if (message.body !== UNREADABLE) show({ ...message, receives: 0 }, 60 * MINUTE);
      }
    });

  const put = (body: string): void => {
    const copies = chance.is(ground.faults().twice) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      count += 1;
      show({ id: `f${count}`, body, sentAt: agenda.iso(), receives: 0 }, chance.int(0, copy * 10 * MINUTE));
    }
  };
  return { put };
};

/** Reads what can be read; the others fail alone. */
const readAll = (batch: readonly Message[]) => {
  const read: BatchMessage<Feedback | undefined>[] = [];
  const unread: string[] = [];
  for (const { id, body, sentAt } of batch) {
    try {
      read.push({ id, message: readFeedback(body, sentAt) });
    } catch {
      unread.push(id);
    }
  }
  return { read, unread };
};

export const worldFeedback = (ground: Ground, outside: Outside): WorldFeedback => {
  const { agenda, chance } = ground;
  const { program, records } = outside;
  const bodies: string[] = [];
  const told: Told[] = [];

  const queue = feedbackQueue(ground, async (process, batch) => {
    const people = travelling(ground, process, "roster", records.people);
    const parts = partsFor(ground, process, outside);
    const mailings = travelling(ground, process, "runs", records.mailings);
    const escalations = travelling(ground, process, "escalations", records.escalations);
    const { read, unread } = readAll(batch);
    const { failed, ...counts }: Tracked = await trackMails({ program, people, parts, mailings, escalations }, read);
    ground.logs.push(JSON.stringify(counts));
    return new Set([...unread, ...failed.flatMap(({ ids }) => ids)]);
  });

  /** One of the two ways, each of which loses and delays what it likes. */
  const tellBy = (way: Way, mail: Accepted, telling: Telling): void => {
    const { missed, late, silentFeed } = ground.faults();
    if (!CARRIED[way].includes(telling.type) || silentFeed === way || silentFeed === "both" || chance.is(missed))
      return;
    const at = agenda.iso();
    const body = bodyOf(way, ground, newsOf(respelled(mail), telling, at), at);
    bodies.push(body);
    told.push({ mail, type: telling.type });
    agenda.after(chance.is(late) ? chance.int(1, 600) * MINUTE : chance.int(100, 20_000), () => queue.put(body));
  };

  return {
    of: (mail, end) => {
      // Both ways may be silent of one mail: what they have in common is SES.
      if (chance.is(ground.faults().missed)) return;
      for (const telling of tellingsOf(ground, end)) {
        agenda.after(telling.after, () => {
          tellBy("bus", mail, telling);
          tellBy("topic", mail, telling);
        });
      }
      if (chance.is(ground.faults().unreadable)) queue.put(UNREADABLE);
    },
    told,
    replay: () => bodies.forEach(queue.put),
  };
};
