import { frozen } from "../dynamodb/frozen.ts";
import { type EscalationMail, type Escalations, MAY_FAIL } from "./escalations.ts";

/** Mails to advisors in memory, under the same conditions as the real ones. */
export const memoryEscalations = (): Escalations => {
  const mails = new Map<string, EscalationMail>();
  const change = (id: string, change: (mail: EscalationMail) => EscalationMail): boolean => {
    const mail = mails.get(id);
    if (mail !== undefined) mails.set(id, frozen(structuredClone(change(mail))));
    return mail !== undefined;
  };
  return {
    since: async (day) => [...mails.values()].filter(({ id }) => id >= day).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    get: async (id) => mails.get(id),
    claim: async (mail) => {
      const stands = mails.get(mail.id);
      if (stands !== undefined && stands.state !== "refused") return false;
      const answers = stands?.answers ?? {};
      mails.set(mail.id, frozen(structuredClone({ to: undefined, ...mail, reason: undefined, answers })));
      return true;
    },
    settle: async (id, { state, reason }) => {
      if (mails.get(id)?.state !== "failed") change(id, (mail) => ({ ...mail, state, reason: reason ?? mail.reason }));
    },
    fail: async (id, reason) => {
      const stands = mails.get(id);
      const may = stands !== undefined && MAY_FAIL.includes(stands.state);
      return may && change(id, (mail) => ({ ...mail, state: "failed", reason }));
    },
    answer: async (id, student, given) =>
      change(id, (mail) => ({ ...mail, answers: { ...mail.answers, [student]: given } })),
    takeBack: async (id, student) => {
      change(id, ({ answers: { [student]: _, ...answers }, ...mail }) => ({ ...mail, answers }));
    },
  };
};
