import { DIGEST_TEMPLATE } from "#domain/mail/digest.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { logRejected } from "../../listeners/log.ts";
import { type Calls, type Look, UNTOLD } from "../calls.ts";
import { type Dispatch, type DispatchNeeds, dispatchOf, type Letter } from "../dispatch.ts";
import { type PrepareNeeds, prepareLetters } from "../letters/prepare-letters.ts";
import { claimAll, type GroupSent, type SendGroupNeeds, settleAll } from "../send-group.ts";
import { type ClaimedLetter, type Ending, whyUnwanted } from "../send-wanted.ts";
import type { Work } from "../work.ts";
import { recipientOf } from "./digest-letter.ts";
import { type LookAgainNeeds, whyOutdated } from "./look-again.ts";

/** One thing of a student's digest: what its own letter would be, and its mailing. */
interface OneThing {
  dispatch: Dispatch;
  letter: Letter;
}

/** A student, and all that their digest may tell of. */
interface StudentsItems {
  student: string;
  items: OneThing[];
}

/** What a claim made of an item; `ending`: why it is not wanted any more, or how the letter ended. */
interface ClaimedItem {
  dispatch: Dispatch;
  letter: ClaimedLetter;
  ending: Ending | undefined;
}

type DigestNeeds = SendGroupNeeds & LookAgainNeeds;

/**
 * The work that a digest's message asks for. Each thing in it is claimed and settled like a mail of its own, so what is
 * done, declined or paused by then is left out, and what SES did not take comes again. Where SES makes its sender wait,
 * all is looked at again before a call, and those alone of which something changed come again. @throws NotInProgram
 */
export const digestOf = async (
  needs: PrepareNeeds & DigestNeeds & DispatchNeeds,
  message: MailPlanned,
  at: string,
): Promise<Work<StudentsItems>> => {
  const { digest = [], subject, ...shared } = message;
  const first = { ...shared, ...(subject !== undefined && { subject }) };
  const others = digest.map((one) => ({ ...shared, ...one }));
  const dispatches = await Promise.all([first, ...others].map((one) => dispatchOf(needs, one, at)));
  const prepared = await Promise.all(
    dispatches.map(async (dispatch) => ({ dispatch, ...(await prepareLetters(needs, message.people, dispatch)) })),
  );
  const items = prepared.flatMap(({ dispatch, letters }) => letters.map((letter) => ({ dispatch, letter })));
  const students = Map.groupBy(items, ({ letter }) => letter.part.student);
  return {
    template: DIGEST_TEMPLATE,
    letters: [...students].map(([student, theirs]) => ({ student, items: theirs })),
    studentOf: ({ student }) => student,
    unrecorded: prepared.reduce((sum, { unrecorded }) => sum + unrecorded, 0),
    mayGoOut: (instant) => dispatches.every(({ writer }) => writer.mayGoOut(instant)),
    send: (group, calls) => sendDigests(needs, group, { calls, people: message.people }),
  };
};

const sendDigests = async (
  needs: DigestNeeds,
  group: readonly StudentsItems[],
  { calls, people }: { calls: Calls; people: readonly string[] },
): Promise<GroupSent> => {
  const asked = calls.left();
  const mailings = Map.groupBy(
    group.flatMap(({ items }) => items),
    ({ dispatch }) => dispatch,
  );
  const claims = await Promise.all([...mailings].map(([dispatch, items]) => claimWanted(needs, dispatch, items)));
  const claimed = claims.flatMap(({ items }) => items);
  const lookAt = (digests: readonly ClaimedItem[][]): Look => ({
    ...{ asked, why: [] },
    again: () => whyOutdated(needs, digests, people),
  });
  const ended = await sendWantedItems(claimed, calls, lookAt);
  const unsettled = await Promise.all(
    [...mailings.keys()].map((dispatch) => settleItems(needs, dispatch, ended.items)),
  );
  logRejected(ended.items.flatMap(rejectionOf));
  const failed = claims.reduce((sum, one) => sum + one.failed, 0);
  return { endings: ended.endings, unrecorded: unsettled.reduce((sum, count) => sum + count, failed) };
};

const claimWanted = async (
  needs: SendGroupNeeds,
  dispatch: Dispatch,
  items: readonly OneThing[],
): Promise<{ items: ClaimedItem[]; failed: number }> => {
  const letters = items.map(({ letter }) => letter);
  const { won, failed } = await claimAll(needs, letters, dispatch);
  const unwanted = await whyUnwanted(needs, won, dispatch);
  return { items: won.map((letter, nth) => ({ dispatch, letter, ending: unwanted[nth] })), failed };
};

// One letter a student, of what is still wanted; whoever has nothing left gets none.
const sendWantedItems = async (
  claimed: readonly ClaimedItem[],
  calls: Calls,
  lookAt: (digests: readonly ClaimedItem[][]) => Look,
): Promise<{ items: ClaimedItem[]; endings: Ending[] }> => {
  const students = [...Map.groupBy(claimed, ({ letter }) => letter.part.student).values()];
  const letters = students.map((items) => items.filter(({ ending }) => ending === undefined));
  const left = letters.filter((items) => items.length > 0);
  const written = left.flatMap((items) => recipientOf(items) ?? []);
  const outcomes = (written.length === 0 ? [] : await calls.send(written, lookAt(left))).values();
  const endings = letters.map((items, nth) =>
    items.length === 0 ? students[nth]?.[0]?.ending : (outcomes.next().value ?? UNTOLD),
  );
  const items = students.flatMap((those, nth) =>
    those.map((item) => ({ ...item, ending: item.ending ?? endings[nth] })),
  );
  return { items, endings: endings.filter((ending) => ending !== undefined) };
};

const settleItems = (needs: SendGroupNeeds, dispatch: Dispatch, items: readonly ClaimedItem[]): Promise<number> => {
  const theirs = items.filter((item) => item.dispatch === dispatch && item.ending !== undefined);
  return settleAll(
    needs,
    theirs.map(({ letter }) => letter),
    theirs.flatMap(({ ending }) => ending ?? []),
    dispatch,
  );
};

const rejectionOf = ({ dispatch, ending }: ClaimedItem) =>
  ending?.kind === "rejected" ? [{ ...dispatch.mailing, reason: ending.reason }] : [];
