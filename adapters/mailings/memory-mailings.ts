import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { MailingState, Mailings } from "./mailings.ts";

/**
 * Mailings in memory, under the same conditions as the real ones.
 * @param watch told of each change, as the table's stream would tell it.
 */
export const memoryMailings = (watch: Watch<MailingState> = () => {}): Mailings => {
  const mailings = new Map<string, MailingState>();
  const known = ({ occurrence, wave }: Mailing): MailingState =>
    mailings.get(mailingName({ occurrence, wave })) ?? { occurrence, wave };
  const put = (mailing: MailingState) => {
    const before = mailings.get(mailingName(mailing));
    mailings.set(mailingName(mailing), mailing);
    watch(before, mailing);
  };
  return {
    get: async (mailing) => mailings.get(mailingName(mailing)),

    pause: async ({ occurrence, wave }, paused) => {
      const known = mailings.get(mailingName({ occurrence, wave }));
      if (known?.paused !== undefined || (known?.resumedAt ?? "") >= paused.at) return false;
      put({ ...known, occurrence, wave, paused });
      return true;
    },

    resume: async ({ occurrence, wave }, { since, at }) => {
      if (mailings.get(mailingName({ occurrence, wave }))?.paused?.at !== since) return false;
      const { paused: _, ...rest } = known({ occurrence, wave });
      put({ ...rest, resumedAt: at });
      return true;
    },

    open: async (mailing, { at, recipients, mustBeApproved }) => {
      const one = known(mailing);
      if (one.paused !== undefined || (mustBeApproved && one.approved === undefined)) return false;
      put({ opened: { at, recipients }, ...one });
      return true;
    },

    reach: async (mailing, opened) => {
      const one = known(mailing);
      if (one.opened !== undefined && one.opened.recipients < opened.recipients) put({ ...one, opened });
    },

    approve: async (mailing, approved) => {
      const { paused, ...one } = known(mailing);
      if (one.opened !== undefined || one.approved !== undefined) return false;
      if (paused !== undefined && paused.cause !== "approval") return false;
      put({ ...one, approved });
      return true;
    },

    disapprove: async (mailing) => {
      const { approved, ...one } = known(mailing);
      if (approved === undefined || one.opened !== undefined) return false;
      put(one);
      return true;
    },

    all: async () => inOrder([...mailings.values()]),

    paused: async () => inOrder([...mailings.values()].filter(({ paused }) => paused !== undefined)),
  };
};

const inOrder = (mailings: readonly MailingState[]): MailingState[] =>
  mailings.toSorted((one, other) => (mailingName(one) < mailingName(other) ? -1 : 1));
