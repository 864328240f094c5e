import type { Part } from "./part.ts";

/**
 * A part of which its person is forgotten: what counts of it stays, which is where its task and its mails stand and
 * when. Who said so, what was answered, why, and by which message they were told goes.
 */
export const forgotten = (part: Part): Part => {
  const { openedAt: _, stops: __, booked: ___, task, ...kept } = part;
  const mails = Object.entries(part.mails).map(
    ([wave, { messageId: ____, reason: _____, ...mail }]) => [wave, mail] as const,
  );
  const left = task && { ...task, evidence: {}, ...(task.answers && { answers: {} }) };
  return { ...kept, ...(left && { task: left }), mails: Object.fromEntries(mails) };
};
