import { isActive } from "#domain/calendar/current-occurrences.ts";
import { lastDayOf } from "#domain/calendar/lateness.ts";
import { findOccurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import { isTaskSettled, type MailState, type Part } from "#domain/parts/part.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { kindOf } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { type Hours, windowAt } from "#domain/time/send-window.ts";
import type { Told } from "../services/feedback.ts";
import type { Accepted } from "../services/ses.ts";
import { allParts, type World } from "../world.ts";
import { ofTheirOwn } from "./addressee.ts";

/** True where a mail that is over still waits for something: for a morning, or for its sender. */
const isOpenStill = ({ state }: MailState): boolean => state === "retry" || state === "claimed";

/** What a mail that SES accepted may end as: something that says so, or in sight as not known. */
const SAYS_SO: readonly MailState["state"][] = [
  "sent",
  "delivered",
  "bounced",
  "complained",
  "rejected",
  "ambiguous",
  "left",
];

/** What each event makes of its mail; of several the last words count, of these the first to come. */
const STATES: Record<Told["type"], MailState["state"]> = {
  Send: "sent",
  DeliveryDelay: "sent",
  Delivery: "delivered",
  Bounce: "bounced",
  Complaint: "complained",
  Reject: "rejected",
  "Rendering Failure": "rejected",
};
const LAST_WORDS: readonly MailState["state"][] = ["bounced", "complained", "rejected"];

const nameOf = ({ student, occurrence, wave }: Accepted): string => `${wave} of ${occurrence} to ${student}`;

/** I1: no mail reaches SES twice, unless it came back from an address that was corrected, or a person chose so. */
const sentOnce = ({ ses, witness }: World): string[] => {
  const counted = Object.entries(Object.groupBy(ses.accepted, nameOf));
  return counted.flatMap(([name, mails = []]) =>
    mails.length > 1 + witness.takenUp(name) ? [`I1 ${name} sent ${mails.length} times`] : [],
  );
};

/**
 * I1: no address gets a mail twice, unless a person chose so: what is sent again for a correction goes to another one.
 */
const sentOnceToEach = ({ ses, witness }: World): string[] =>
  [...Map.groupBy(ses.accepted, (mail) => `${nameOf(mail)} at ${mail.to}`).values()].flatMap((mails) => {
    const [mail] = mails;
    if (mail === undefined || mails.length <= 1 + witness.chosen(nameOf(mail))) return [];
    return [`I1 ${nameOf(mail)} sent ${mails.length} times to one address`];
  });

/** I2: every mail that was due to a student is recorded as ended or as not known, unless the student had completed. */
const noneLost = (world: World, students: readonly Student[], parts: readonly Part[], startedOn: string): string[] => {
  const known = new Map(parts.map((part) => [`${part.occurrence}/${part.student}`, part]));
  const last = world.school.days.at(-1) ?? "";
  const here = students.filter((student) => isActive(student, last));
  return here.flatMap((student) =>
    occurrencesFor(world.school.program, student).flatMap(({ id, waves }) => {
      const part = known.get(`${id}/${student.person}`);
      const due = waves.filter(({ day }) => day >= startedOn && day <= last);
      if (isTaskSettled(part)) return [];
      return due.flatMap(({ name }) => {
        const mail = part?.mails[name];
        if (mail !== undefined && !isOpenStill(mail)) return [];
        return [`I2 ${name} of ${id} to ${student.person} ended as ${mail?.state ?? "nothing"}`];
      });
    }),
  );
};

/**
 * As what a mail may stand in the end of which SES has told so; where it told nothing, as one that is in doubt, too.
 */
const rightStates = (told: readonly MailState["state"][]): readonly MailState["state"][] => {
  const last = told.filter((state) => LAST_WORDS.includes(state));
  if (last.length > 0) return last;
  if (told.includes("delivered")) return ["delivered"];
  return told.includes("sent") ? ["sent"] : SAYS_SO;
};

/** I2: a mail that SES accepted stands as that, or as not known; one of which SES has told is no longer in doubt. */
const noneInDoubt = ({ ses, feedback, witness }: World, parts: readonly Part[]): string[] => {
  const known = new Map(parts.map((part) => [`${part.occurrence}/${part.student}`, part]));
  const toldOf = Map.groupBy(feedback.told, ({ mail }) => mail.messageId);
  return ses.accepted.flatMap((mail) => {
    const stands = known.get(`${mail.occurrence}/${mail.student}`)?.mails[mail.wave];
    if (stands === undefined) return [`I2 ${nameOf(mail)} left no trace`];
    // One to be sent again may be too late for that, or its student has completed the task since.
    const isTakenUp = witness.takenUp(nameOf(mail)) > 0 && ["missed", "retry"].includes(stands.state);
    if (isTakenUp || stands.state === "left" || stands.attempt > Number(mail.tags.attempt)) return [];
    const told = [...new Set((toldOf.get(mail.messageId) ?? []).map(({ type }) => STATES[type]))];
    if (rightStates(told).includes(stands.state)) return [];
    return [`I2 ${nameOf(mail)} was told as ${told.join(", ") || "nothing"} and stands as ${stands.state}`];
  });
};

/** I2: nothing is held back for an address that is a good one now. */
const noneHeldBack = (students: readonly Student[], parts: readonly Part[]): string[] => {
  const good = new Set(students.filter((one) => suppressionOf(one) === undefined).map(({ person }) => person));
  const held = parts.filter(({ student, stops }) => stops?.suppressed !== undefined && good.has(student));
  return held.map(({ occurrence, student }) => `I2 ${occurrence} of ${student} is held back for an address of old`);
};

/** I9: what everybody gets nobody can decline. */
const essentialAlways = ({ school }: World, parts: readonly Part[]): string[] =>
  parts.flatMap(({ occurrence, student, mails }) => {
    const milestone = findOccurrence(school.program, occurrence)?.milestone;
    return Object.entries(mails).flatMap(([wave, { reason }]) =>
      milestone && kindOf(milestone, wave) === "essential" && reason === "the student declined it"
        ? [`I9 ${wave} of ${occurrence} to ${student} is essential, and was left out as declined`]
        : [],
    );
  });

// Of answers in part, which count as changes too, the events of surveys tell nothing.
const standingOf = (by: "task" | "survey", isDone: boolean, { cohort, revision }: Pick<Part, "cohort" | "revision">) =>
  `${isDone ? "done" : "due"} in ${cohort}${by === "task" ? `, revision ${revision}` : ""}`;

/** I5: whoever listens to the bus and keeps the newest revision of each task knows the same as the parts. */
const subscriberKnows = ({ subscriber }: World, by: "task" | "survey", parts: readonly Part[]): string[] => {
  const nameOf = ({ occurrence, student }: Part) => `${occurrence}/${student}`;
  const told = new Map(
    subscriber.tasks(by).map((task) => [`${task.occurrence}/${task.person}`, standingOf(by, task.isDone, task)]),
  );
  const isTold = (part: Part) => (by === "task" ? part.revision > 0 : isTaskSettled(part) || told.has(nameOf(part)));
  const stand = new Map(parts.filter(isTold).map((part) => [nameOf(part), standingOf(by, isTaskSettled(part), part)]));
  return [...new Set([...stand.keys(), ...told.keys()])].flatMap((name) => {
    const [has, should] = [told.get(name) ?? "nothing", stand.get(name) ?? "nothing"];
    return has === should ? [] : [`I5 of ${name} the bus told by ${by} events ${has}, its part is ${should}`];
  });
};

/** I6: no number, name or address of a student in logs, events, tags or links. */
const nothingPersonal = ({ ground, bus, ses, witness }: World, students: readonly Student[]): string[] => {
  const links = ses.accepted.flatMap(({ link, choices }) => (choices === "" ? [link] : [link, choices]));
  const payloads = links.map((link) => Buffer.from(link.split(".").at(-2) ?? "", "base64url").toString("utf8"));
  const tags = ses.accepted.map((mail) => JSON.stringify(mail.tags));
  const texts = [...ground.logs, JSON.stringify(bus.taken), ...tags, ...links, ...payloads].join("\n");
  const personal = students.flatMap(({ schoolId, email, firstName, lastName }) => [
    schoolId,
    email,
    firstName,
    lastName,
  ]);
  return [...personal, ...witness.addresses()]
    .filter((text) => texts.includes(text))
    .map((text) => `I6 ${text} was told`);
};

/** A message that comes in the last minute of the hours is under way for some more. */
const UNDER_WAY = 2 * 60_000;

const isInHours = (school: Hours, at: string): boolean =>
  [at, new Date(Date.parse(at) - UNDER_WAY).toISOString()].some((instant) => windowAt(school, instant) !== undefined);

/** I8: each mail is of its occurrence, on a day on which it may go out, and no older wave follows a newer one. */
const inTime = ({ ses, school }: World): string[] =>
  ses.accepted.flatMap((mail) => {
    const { program } = school;
    const day = schoolDate(mail.at, program.school.timeZone);
    const occurrence = findOccurrence(program, mail.occurrence);
    const wave = occurrence?.waves.find(({ name }) => name === mail.wave);
    if (occurrence === undefined || wave === undefined) return [`I8 ${nameOf(mail)} is no mail of the program`];
    const faults = [
      day < wave.day ? "too early" : "",
      day > (lastDayOf(program, occurrence, wave) ?? day) ? "too late" : "",
      occurrence.closes !== undefined && day > occurrence.closes ? "after closing" : "",
      isQuiet(program.school, day) ? "on a quiet day" : "",
      isInHours(program.school, mail.at) ? "" : `at ${mail.at}, outside the hours of mails`,
      mail.template === wave.template ? "" : "with another template",
    ];
    return faults.filter((fault) => fault !== "").map((fault) => `I8 ${nameOf(mail)} went out ${fault} (${day})`);
  });

/** I8: a student gets the waves of an occurrence in their order, at one address, unless a person chose otherwise. */
const inOrder = ({ ses, school, witness }: World): string[] =>
  Object.values(
    Object.groupBy(ses.accepted, ({ occurrence, student, to }) => `${occurrence}/${student}/${to}`),
  ).flatMap((mails) => {
    const order = findOccurrence(school.program, mails?.[0]?.occurrence ?? "")?.waves.map(({ name }) => name) ?? [];
    const places = (mails ?? []).map(({ wave }) => order.indexOf(wave));
    const wrong = (mails ?? []).filter((_, nth) => nth > 0 && (places[nth] ?? 0) < (places[nth - 1] ?? 0));
    return wrong
      .filter((mail) => witness.takenUp(nameOf(mail)) === 0)
      .map((mail) => `I8 ${nameOf(mail)} came after a newer one`);
  });

/** Everything that must hold of a world that is over; answers what does not. */
export const faultsOf = async (world: World): Promise<string[]> => {
  const students = await world.records.people.all();
  const parts = await allParts(world);
  const startedOn = (await world.records.school.startedOn()) ?? "9999-12-31";
  return [
    ...sentOnce(world),
    ...sentOnceToEach(world),
    ...noneLost(world, students, parts, startedOn),
    ...noneInDoubt(world, parts),
    ...noneHeldBack(students, parts),
    ...essentialAlways(world, parts),
    ...subscriberKnows(world, "task", parts),
    ...subscriberKnows(world, "survey", parts),
    ...nothingPersonal(world, students),
    ...inTime(world),
    ...inOrder(world),
    ...(await ofTheirOwn(world, students)),
  ];
};
