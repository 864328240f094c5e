import type { Recipient } from "#adapters/ses/mailer.ts";
import { digestTags } from "#events/mail/mail-tags.ts";
import { digestValues } from "#files/letters/digest-values.ts";
import { type Dispatch, withTags } from "../dispatch.ts";
import type { ClaimedLetter } from "../send-wanted.ts";

interface StillWanted {
  dispatch: Dispatch;
  letter: ClaimedLetter;
}

/** A student's digest as SES gets it, by the first thing in it; undefined where nothing is left to tell. */
export const recipientOf = (items: readonly StillWanted[]): Recipient | undefined => {
  const [first, ...others] = items;
  if (first === undefined) return undefined;
  const { values, tags, ...rest } = withTags(first.letter, first.dispatch, first.letter.attempt);
  const also = digestTags(others.map(({ dispatch, letter: { attempt } }) => ({ ...dispatch.tags, attempt })));
  const told = items.map(({ dispatch, letter }) => ({
    brief: dispatch.writer.brief(letter.track),
    text: letter.written.values.text,
  }));
  const { text, html } = digestValues(told);
  return {
    ...rest,
    tags: { ...tags, ...also },
    values: { text: { ...values.text, ...text }, html: { ...values.html, ...html } },
  };
};
