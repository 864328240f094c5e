import { type Cause, DECIDING, LEARNING, SETTLING, sourcesOf } from "#domain/mail-states.ts";
import { type MailState, stopOf } from "#domain/part.ts";
import type { StoredPart } from "../items.ts";
import { type Claim, type PartIdentity, type Parts, whyUnmoved } from "../records.ts";

/** Told of every write, with the item before and after, in the order of the writes: what a table's stream would show. */
export type Watch<Stored> = (before: Stored | undefined, after: Stored) => void;

/** Parts in memory. Each method decides and writes in one go, as one conditional write does. */
export const memoryParts = (watch: Watch<StoredPart> = () => {}): Parts => {
  const parts = new Map<string, StoredPart>();
  const nameOf = (occurrence: string, student: string) => JSON.stringify([occurrence, student]);
  const find = (occurrence: string, student: string) => parts.get(nameOf(occurrence, student));
  const put = (part: StoredPart) => {
    const before = find(part.occurrence, part.student);
    parts.set(nameOf(part.occurrence, part.student), part);
    watch(before, part);
  };
  const putMail = (part: StoredPart, wave: string, mail: MailState) =>
    put({ ...part, mails: { ...part.mails, [wave]: mail } });
  const move = (
    { occurrence, student }: Pick<PartIdentity, "occurrence" | "student">,
    wave: string,
    mail: MailState,
    causes: readonly Cause[],
  ): boolean => {
    const part = find(occurrence, student);
    const before = part?.mails[wave];
    const sources = sourcesOf(mail.state, causes);
    if (!part || !before || before.attempt !== mail.attempt || !sources.includes(before.state)) return false;
    putMail(part, wave, { ...mail });
    return true;
  };

  return {
    ofOccurrence: async (occurrence) =>
      [...parts.values()]
        .filter((part) => part.occurrence === occurrence)
        .toSorted((one, other) => Buffer.compare(Buffer.from(one.student), Buffer.from(other.student)))
        .map((part) => structuredClone(part)),

    get: async (occurrence, student) => structuredClone(find(occurrence, student)),

    claim: async (identity, wave, mail): Promise<Claim> => {
      const part = find(identity.occurrence, identity.student) ?? created(identity);
      const before = part.mails[wave];
      if (before && before.state !== "retry") return { kind: "done" };
      if (part.status === "completed") return { kind: "completed" };
      const reason = stopOf(part, mail.essential ?? false);
      if (reason !== undefined) return { kind: "stopped", reason };
      const attempt = (before?.attempt ?? 0) + 1;
      putMail(asked(part, identity), wave, { state: "claimed", plannedAt: mail.plannedAt, at: mail.at, attempt });
      return { kind: "claimed", attempt };
    },

    settle: async (name, wave, outcome) => {
      if (move(name, wave, outcome, SETTLING)) return;
      if (find(name.occurrence, name.student)?.mails[wave]) return;
      throw new Error(`Wave ${wave} of ${name.occurrence} was settled without having been claimed.`);
    },

    learn: async (name, wave, news) =>
      move(name, wave, news, LEARNING) ? "moved" : whyUnmoved(find(name.occurrence, name.student)?.mails[wave], news),

    decide: async (name, wave, decided) => move(name, wave, decided, DECIDING),

    miss: async (identity, wave, { plannedAt, at, reason }) => {
      const part = find(identity.occurrence, identity.student) ?? created(identity);
      if (part.status === "completed" || (part.mails[wave] && part.mails[wave].state !== "retry")) return;
      putMail(asked(part, identity), wave, { state: "missed", plannedAt, attempt: 0, at, reason });
    },

    stop: async (identity, { reason, at }) => {
      const part = find(identity.occurrence, identity.student) ?? created(identity);
      put({ ...asked(part, identity), stops: { [reason]: at, ...part.stops } });
    },

    resume: async ({ occurrence, student }, reason) => {
      const part = find(occurrence, student);
      if (part?.stops?.[reason] === undefined) return;
      const { stops, ...rest } = part;
      const { [reason]: _, ...left } = stops ?? {};
      put(Object.keys(left).length === 0 ? rest : { ...rest, stops: left });
    },

    markOpened: async (occurrence, student, at) => {
      const part = find(occurrence, student);
      if (part) put({ ...part, openedAt: part.openedAt ?? at });
    },

    complete: async (occurrence, student, answer) => {
      const part = find(occurrence, student);
      if (!part?.status) return "unknown";
      if (part.status === "completed") return "already";
      const completed = { completedAt: answer.at, answer: answer.id, revision: part.revision + 1 };
      put({ ...part, status: "completed", ...completed });
      return "completed";
    },

    reopen: async (occurrence, student, at) => {
      const part = find(occurrence, student);
      if (part?.status !== "completed") return false;
      const { completedAt: _, answer: __, ...rest } = part;
      put({ ...rest, status: "due", reopenedAt: at, revision: part.revision + 1 });
      return true;
    },
  };
};

const created = ({ occurrence, milestone, student, cohort }: PartIdentity): StoredPart => ({
  occurrence,
  milestone,
  student,
  cohort,
  revision: 0,
  mails: {},
});

// A task begins with the first write that says that the milestone asks something, also on a part made before it did.
const asked = (part: StoredPart, { asks }: PartIdentity): StoredPart =>
  asks && !part.status ? { ...part, status: "due" } : part;
