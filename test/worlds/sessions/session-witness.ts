import { memberOf, type PartGroup } from "#adapters/parts/part-groups.ts";
import { isOut, type Part } from "#domain/parts/part.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { type GuestList, personOf, seatsOf } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { asOf, isCorrection } from "#domain/sessions/session-waves.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import type { Ground } from "../ground/ground.ts";
import type { Process } from "../ground/process.ts";
import type { Accepted } from "../services/ses.ts";
import { type SeatLedger, seatLedger } from "./seat-ledger.ts";

/** A mail that SES accepted, with the sequence of its session that it tells. */
export interface Told {
  session: string;
  person: string;
  wave: string;
  tells: number;
  at: number;
}

/** Sees all writes and mails of a world with sessions, and says at once what must never be. */
export interface SessionWitness {
  group(after: PartGroup): void;
  session(after: KnownSession): void;
  guestList(before: GuestList | undefined, after: GuestList): void;
  /** A sender read, after its claim, that a session stands at that sequence. */
  looked(sender: Process | undefined, occurrence: string, sequence: number | undefined): void;
  mail(mail: Accepted, sender: Process | undefined): void;
  partOf(session: string, person: string): Part | undefined;
  /** Whether a session asked for answers as of a sequence. */
  asked(session: string, sequence: number): boolean;
  readonly told: readonly Told[];
  readonly ledger: SeatLedger;
}

/** A sender's lifetime, and as long as a call that it sent off may be under way. */
const IN_FLIGHT = 105_000;
/** For how long a sender may go by what it looked up, and as long as its call may be under way. */
const LOOK_IN_FLIGHT = 5_000 + 45_000;

interface Version {
  at: number;
  session: KnownSession;
}

export const sessionWitnessOf = ({ agenda, violate, tell }: Ground): SessionWitness => {
  const groups = new Map<string, PartGroup>();
  const versions = new Map<string, Version[]>();
  const looks = new Map<Process | undefined, Map<string, number | undefined>>();
  const told: Told[] = [];
  const ledger = seatLedger();

  const partOf = (session: string, person: string): Part | undefined => {
    const group = groups.get(`session:${session}/${groupOf(person)}`);
    return group && memberOf(group, person);
  };

  /** How it stood at the earliest when a mail that arrives now was written. */
  const stoodAt = (session: string): KnownSession[] => {
    const all = versions.get(session) ?? [];
    const since = all.findLastIndex(({ at }) => at <= agenda.now() - IN_FLIGHT);
    return all.slice(Math.max(0, since)).map((version) => version.session);
  };

  const asked = (session: string, sequence: number): boolean =>
    (versions.get(session)?.find((one) => one.session.sequence === sequence)?.session.rsvp ?? "none") !== "none";

  /** What a letter says of answers: that the session asks for one, or that a seat is theirs, or everybody's. */
  const saysOtherwise = ({ session, wave, tells }: Told, { sessionButton, subject = "" }: Record<string, string>) => {
    if (wave.startsWith("seat-")) return subject.startsWith("You can come") === asked(session, tells);
    return /^(open|moved-\d+)$/.test(wave) && (sessionButton !== "See the session") !== asked(session, tells);
  };

  /** Of whom a change of a list moves entries: one answer is one person's. */
  const movedIn = (before: GuestList, after: GuestList): Set<string> =>
    new Set(
      Object.keys({ ...before.places, ...after.places })
        .filter((entry) => before.places[entry] !== after.places[entry])
        .map(personOf),
    );

  const judge = (mail: Told, text: Record<string, string>, sender: Process | undefined, isLate: boolean): void => {
    const { session, person, wave, tells } = mail;
    const name = `${wave} of ${session} to ${person}`;
    const before = told.filter((one) => one.session === session && one.person === person);
    const known = Object.entries(partOf(session, person)?.mails ?? {});
    const last = Math.max(-1, ...before.map((one) => one.tells));
    if (tells < last && !isLate) violate(`S1 ${name} tells sequence ${tells} after ${last}`);
    if (before.some((one) => one.wave === wave)) violate(`S3 ${name} twice`);
    const wasTold = before.length > 0 || known.some(([one, state]) => one !== wave && isOut(state));
    if (isCorrection(wave) && !wasTold) violate(`S4 ${name}, who was told nothing`);
    if (isCorrection(wave) && before.some((one) => one.tells === tells)) violate(`S4 ${name}, who knew it`);
    const look = looks.get(sender)?.get(`session:${session}`);
    if (look !== tells) violate(`S7 ${name} tells ${tells}, and its sender knew of ${look}`);
    const overFor =
      agenda.now() - (versions.get(session)?.find((one) => one.session.sequence > tells)?.at ?? agenda.now());
    if (overFor > LOOK_IN_FLIGHT) violate(`S7 ${name} tells ${tells}, which was over for ${overFor / 1000} s`);
    const stood = stoodAt(session);
    const begun = stood.every(({ startsAt }) => Date.parse(startsAt) < agenda.now() - IN_FLIGHT);
    if (wave !== "thanks" && begun) violate(`S8 ${name} after it began`);
    const now = stood.at(-1);
    const at = now && asOf(now, tells);
    if (at?.status === "planned" && !(text.session ?? "").includes(`Where: ${at.place}`) && wave !== "thanks")
      violate(`S9 ${name} does not tell ${at.place}`);
    if (at?.status === "planned" && saysOtherwise(mail, text)) violate(`S11 ${name} does not say whether it asks`);
    const [, place] = /^seat-(\d+)$/.exec(wave) ?? [];
    if (place !== undefined && !ledger.hadSeat(session, person, Number(place), agenda.now() - IN_FLIGHT))
      violate(`S6 ${name}, who has not that seat`);
  };

  return {
    ...{ told, ledger, partOf, asked },
    group: (after) => {
      groups.set(`${after.occurrence}/${after.group}`, after);
      for (const person of Object.keys(after.members)) {
        const mails = Object.entries(memberOf(after, person)?.mails ?? {});
        const underWay = mails.filter(([, { state }]) => state === "claimed").map(([wave]) => wave);
        if (underWay.length > 1) violate(`S1 ${underWay.join(" and ")} of ${person} are under way at once`);
      }
    },
    session: (session) => {
      const { id, sequence, status, startsAt, place, capacity, rsvp } = session;
      versions.set(id, [...(versions.get(id) ?? []), { at: agenda.now(), session }]);
      tell(`${id} is now ${status}, ${startsAt}, ${place}, ${capacity} seats, ${rsvp}: sequence ${sequence}`);
    },
    guestList: (before, after) => {
      const { seated, waiting } = seatsOf(after);
      tell(`${after.session}: seated ${seated.join(" ")}, waiting ${waiting.join(" ")}, of ${after.capacity}`);
      const moved = before ? [...movedIn(before, after)] : [];
      if (moved.length > 1) violate(`S5 one answer moves the places of ${moved.join(" and ")}`);
      ledger.follow(after, seated, agenda.now()).forEach(violate);
    },
    looked: (sender, occurrence, sequence) =>
      void looks.set(sender, new Map(looks.get(sender)).set(occurrence, sequence)),
    mail: ({ tags, values }, sender) => {
      const mail = readMailTags(tags);
      const session = sessionOf(mail?.occurrence ?? "");
      if (mail === undefined || session === undefined) return violate("S9 a mail that names no session");
      const { wave, student: person, attempt } = mail;
      const state = partOf(session, person)?.mails[wave];
      const isLate = state?.state !== "claimed" || state.attempt !== attempt;
      const one = { session, person, wave, tells: state?.tells ?? -1, at: agenda.now() };
      tell(`SES accepted ${wave} of ${session} to ${person}, which tells ${one.tells}${isLate ? ", late" : ""}`);
      judge(one, values.text, sender, isLate);
      told.push(one);
    },
  };
};
