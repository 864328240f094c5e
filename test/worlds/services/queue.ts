import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { takenOf } from "#adapters/mail-queue/memory-mail-queue.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { HIDDEN_SECONDS, RECEIVES, SENDER_SECONDS, SENDERS } from "../../../functions/send-mail/queue-figures.ts";
import { type Ground, invoke } from "../ground/ground.ts";
import type { Process } from "../ground/process.ts";

const MINUTE = 60_000;
/** As the queue is deployed; one message a call. */
const LIFETIME = SENDER_SECONDS * 1000;
const HIDDEN = HIDDEN_SECONDS * 1000;

/** What a function does with one message; throws to have it brought back. */
export type MessageDeed = (
  process: Process,
  message: MailPlanned,
  sentAt: string,
  receipt: { at: string; times: number },
) => Promise<unknown>;

interface Message {
  body: MailPlanned;
  sentAt: string;
  receives: number;
}

/** A standard queue with its listener: at least once, in any order, set aside after ten receives. */
export interface WorldQueue extends MailQueue {
  /** Every message that was ever taken. */
  readonly taken: readonly MailPlanned[];
  /** How many are set aside. */
  setAside(): number;
  /** Puts everything that was set aside back as new messages. */
  redrive(): void;
}

/** @param acknowledged told of each message that its listener has done, before it is gone. */
export const worldQueue = (
  ground: Ground,
  deed: MessageDeed,
  acknowledged: (message: MailPlanned) => void,
): WorldQueue => {
  const { agenda, chance } = ground;
  const taken: MailPlanned[] = [];
  const dead: Message[] = [];
  let visible: Message[] = [];
  let working = 0;

  const show = (message: Message, inMilliseconds: number): void =>
    agenda.after(inMilliseconds, () => {
      visible.push(message);
      agenda.after(chance.int(0, 2_000), receive);
    });

  const receive = (): void => {
    if (working === SENDERS || visible.length === 0) return;
    const [message, ...others] = visible.toSorted(() => chance.next() - 0.5);
    visible = others;
    if (message === undefined || isUsedUp(message)) receive();
    else work(message);
  };

  const isUsedUp = (message: Message): boolean => {
    message.receives += 1;
    if (message.receives <= RECEIVES) return false;
    dead.push(message);
    return true;
  };

  // Each receive is a text of its own: what the last one's listener did to its copy is not in it.
  const deedOf = (process: Process, { body, sentAt, receives }: Message) =>
    deed(process, structuredClone(body), sentAt, { at: agenda.iso(), times: receives });

  const work = (message: Message): void => {
    const receivedAt = agenda.now();
    working += 1;
    const isDone = (process: Process): Promise<boolean> =>
      deedOf(process, message).then(
        () => true,
        () => false,
      );
    invoke(ground, { name: `send-mail ${message.body.wave}`, lifetime: LIFETIME, work: isDone }, (end) => {
      working -= 1;
      agenda.after(0, receive);
      if (end.kind === "answered" && end.answer) acknowledged(message.body);
      else show(message, receivedAt + HIDDEN - agenda.now());
    });
  };

  const put = (body: MailPlanned): void => {
    taken.push(body);
    const copies = chance.is(ground.faults().twice) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const late = chance.is(ground.faults().late) ? chance.int(MINUTE, 30 * MINUTE) : 0;
      show({ body, sentAt: agenda.iso(), receives: 0 }, late + chance.int(0, 1_000));
    }
  };

  return {
    taken,
    setAside: () => dead.length,
    redrive: () => {
      for (const { body } of dead.splice(0)) put(body);
    },
    send: async (messages) => {
      const all = takenOf(messages);
      const some = chance.is(ground.faults().refused) ? chance.int(0, all.length) : all.length;
      all.slice(0, some).forEach(put);
      if (some < all.length) throw new Error(`${all.length - some} messages were not taken`);
    },
  };
};
