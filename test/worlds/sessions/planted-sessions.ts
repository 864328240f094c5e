import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import { memberOf, type PartGroups } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { MailState } from "#domain/parts/part.ts";
import { toldSequence } from "#domain/parts/part.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { answered, withCapacity } from "#domain/sessions/guest-answers.ts";
import { emptyList, type GuestList } from "#domain/sessions/guest-list.ts";
import { plannedOf } from "#domain/sessions/session-mails.ts";
import { publishChanges } from "../../../functions/publish-changes/publish-changes.ts";
import type { SendMailNeeds } from "../../../functions/send-mail/send-mail.ts";
import { tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { CALM, type Faults } from "../witness/faults.ts";
import type { SessionVariant } from "./session-world.ts";

/** Claims a mail although another one of its session is on its way to that guest. */
const neverBusy = (parts: Parts, groups: PartGroups): Parts => ({
  ...parts,
  claim: async (those, wave, mail) => {
    const claims = await parts.claim(those, wave, mail);
    for (const [nth, part] of those.entries()) {
      const group = await groups.read({ occurrence: part.occurrence, group: groupOf(part.student) });
      const stands = group && memberOf(group, part.student);
      const before = stands?.mails[wave];
      if (claims[nth]?.kind !== "busy" || !group || !stands || (before && before.state !== "retry")) continue;
      const { plannedAt, at, tells } = mail;
      const attempt = (before?.attempt ?? 0) + 1;
      const claim: MailState = { state: "claimed", plannedAt, attempt, at, ...(tells !== undefined && { tells }) };
      const members = { ...group.members, [part.student]: { ...stands, mails: { ...stands.mails, [wave]: claim } } };
      const { ok } = await groups.write({ ...group, version: group.version + 1, members, news: [] });
      const told = toldSequence(stands);
      if (ok) claims[nth] = { kind: "claimed", attempt, ...(told !== undefined && { told }) };
    }
    return claims;
  },
});

/** Takes for granted, after the claim, that the session is as it was when the letters were written. */
const noLookAfterClaim = (needs: SendMailNeeds): SendMailNeeds => {
  let tells: number | undefined;
  return {
    ...needs,
    parts: {
      ...needs.parts,
      claim: (parts, wave, mail) => {
        tells = mail.tells;
        return needs.parts.claim(parts, wave, mail);
      },
    },
    preflight: {
      check: async (mailing, students) => ({
        ...(await needs.preflight.check(mailing, students)),
        ...(tells !== undefined && { sequence: tells }),
      }),
    },
  };
};

/** Sends what changed to all students. */
const correctsEverybody: SessionVariant = {
  tell: async (needs, occasion, now) => {
    const told = await tellGuests(needs, occasion, now);
    if (!("detail" in occasion) || occasion.detail.type !== "session.changed") return told;
    const { session: id, sequence } = occasion.detail.data;
    const session = (await needs.sessions.all()).find((one) => one.id === id);
    if (session === undefined || sequence === 0) return told;
    const students = await needs.people.enrolled();
    const mails = students.map((student) => plannedOf(session, student, `moved-${sequence}`, now));
    await needs.queue.send(mailMessages(needs.program.id, mails));
    return told;
  },
  parts: (parts) => ({
    ...parts,
    claim: (those, wave, { corrects: _, ...mail }) => parts.claim(those, wave, mail),
  }),
};

type Lists = NonNullable<SessionVariant["lists"]>;

/** Lists of which some changes are made otherwise: `change` writes what a rule makes of the list that it is given. */
const listsWith =
  (
    other: (
      ground: Parameters<Lists>[0],
      read: (session: string) => GuestList,
      write: (list: GuestList) => GuestList,
    ) => Partial<GuestLists>,
  ): Lists =>
  (ground, watch) => {
    const lists = new Map<string, GuestList>();
    const read = (session: string): GuestList => lists.get(session) ?? emptyList(session);
    const write = (list: GuestList): GuestList => {
      const before = lists.get(list.session);
      lists.set(list.session, list);
      watch(before, list);
      return list;
    };
    return {
      ...memoryGuestLists(),
      get: async (session) => read(session),
      setCapacity: async (session, capacity) => write(withCapacity(read(session), capacity)),
      answer: async ({ id, capacity }, key, given, at) =>
        write({ capacity: capacity ?? null, ...answered(read(id), key, given, at) }),
      ...other(ground, read, write),
    };
  };

/** Reads a list, reckons, and writes it over whatever stands a moment later. */
const staleSeats = listsWith(({ agenda, chance }, read, write) => ({
  answer: ({ id, capacity }, key, given, at) => {
    const list = { capacity: capacity ?? null, ...read(id) };
    return new Promise((resolve) => {
      agenda.after(chance.int(5, 50), () => resolve(write(answered(list, key, given, at))));
    });
  },
}));

/** Takes seats away from those who came last where there are fewer. */
const seatsTakenAway = listsWith((_, read, write) => ({
  setCapacity: async (session, capacity) => write({ ...read(session), capacity }),
}));

/** Leaves seats counted where a session asks nobody any more. */
const seatsStayCounted = listsWith((_, read, write) => ({
  setCapacity: async (session, capacity) =>
    capacity === null ? read(session) : write(withCapacity(read(session), capacity)),
}));

/** Does not see that a session has begun to ask for answers. */
const silentQuestion: SessionVariant["tell"] = (needs, occasion, now) => {
  const all = async () =>
    (await needs.sessions.all()).map((session) => ({
      ...session,
      history: session.history.map(({ at, was: { rsvp: _, ...was } }) => ({ at, was })),
    }));
  return tellGuests({ ...needs, sessions: { ...needs.sessions, all } }, occasion, now);
};

/** Does not say of a guest list that somebody got a seat. */
const silentSeats: SessionVariant["publish"] = (needs, { Records }) =>
  publishChanges(needs, {
    Records: Records.filter(({ dynamodb }) => !JSON.stringify(dynamodb).includes('"next"')),
  });

/** The guest list as the sender read it first. */
const oldList = (): ((needs: SendMailNeeds) => SendMailNeeds) => {
  const first = new Map<string, Promise<GuestList>>();
  return (needs) => ({
    ...needs,
    guestLists: {
      get: (session) => {
        const read = first.get(session) ?? needs.guestLists.get(session);
        first.set(session, read);
        return read;
      },
    },
  });
};

/** Files come in just while mails are being sent, senders die, and what they had sent off arrives late. */
const HASTE: Faults = { ...CALM, meddling: 0.8, slow: 0.2, death: 0.03, twice: 0.3 };

export interface PlantedSession {
  bug: string;
  /** A world that showed it when it was looked for last, in which it is looked for first. */
  seed: number;
  /** What has to fall. */
  falls: string;
  variant: () => SessionVariant;
  faults?: Faults;
}

/** Bugs of sessions and seats, each as a wiring of the same deeds. */
export const PLANTED_SESSIONS: readonly PlantedSession[] = [
  { bug: "no order among a guest's mails", seed: 1, falls: "S1", variant: () => ({ parts: neverBusy }), faults: HASTE },
  { bug: "no look after the claim", seed: 25, falls: "S7", variant: () => ({ send: noLookAfterClaim }), faults: HASTE },
  { bug: "corrections to everybody", seed: 1, falls: "S4", variant: () => correctsEverybody },
  { bug: "seats reckoned from a stale read", seed: 29, falls: "S5", variant: () => ({ lists: staleSeats }) },
  { bug: "seats taken away where they become fewer", seed: 3, falls: "S5", variant: () => ({ lists: seatsTakenAway }) },
  { bug: "seats that nobody tells of", seed: 3, falls: "S6", variant: () => ({ publish: silentSeats }) },
  { bug: "a question that nobody is asked", seed: 62, falls: "S11", variant: () => ({ tell: silentQuestion }) },
  { bug: "seats that stay counted", seed: 71, falls: "S12", variant: () => ({ lists: seatsStayCounted }) },
  { bug: "an old guest list in the sender", seed: 14, falls: "S6", variant: () => ({ send: oldList() }) },
];
