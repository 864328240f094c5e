import { mailingName } from "#domain/mail/mailing.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { MailingState, Mailings } from "./mailings.ts";

/**
 * Mailings in memory, under the same conditions as the real ones.
 * @param watch told of each change, as the table's stream would tell it.
 */
export const memoryMailings = (watch: Watch<MailingState> = () => {}): Mailings => {
  const mailings = new Map<string, MailingState>();
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
      put({ occurrence, wave, resumedAt: at });
      return true;
    },

    paused: async () =>
      [...mailings.values()]
        .filter(({ paused }) => paused !== undefined)
        .toSorted((one, other) => (mailingName(one) < mailingName(other) ? -1 : 1)),
  };
};
