import type { Recipient } from "#adapters/ses/mailer.ts";
import { digestValues, type InDigest } from "#files/letters/digest-values.ts";
import { type Dispatch, withTags } from "../dispatch.ts";
import type { ClaimedLetter } from "../send-wanted.ts";

interface StillWanted {
  dispatch: Dispatch;
  letter: ClaimedLetter;
}

const FIELD = /\{\{text\.(\w+)\}\}/g;

const toldIn = ({ dispatch, letter }: StillWanted): InDigest & { closes: string } => {
  const { line, closes = "", ...brief } = dispatch.writer.brief(letter.track);
  const { text } = letter.written.values;
  const [link = "", closesOn = ""] = [text.link, text.closesOn];
  return { ...brief, line: line.replace(FIELD, (_, name: string) => text[name] ?? ""), link, closesOn, closes };
};

// What closes first stands first, and what does not close last.
const byEnd = (one: { closes: string }, other: { closes: string }): number =>
  (one.closes || "9999") < (other.closes || "9999") ? -1 : one.closes === other.closes ? 0 : 1;

/** A student's digest as SES gets it, by the first thing in it; undefined where nothing is left to tell. */
export const recipientOf = (items: readonly StillWanted[]): Recipient | undefined => {
  const [first] = items;
  if (first === undefined) return undefined;
  const { values, ...rest } = withTags(first.letter, first.dispatch, first.letter.attempt);
  const { text, html } = digestValues(items.map(toldIn).toSorted(byEnd));
  return { ...rest, values: { text: { ...values.text, ...text }, html: { ...values.html, ...html } } };
};
