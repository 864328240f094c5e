import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { DeedToRecord } from "#office/audit/record-deed.ts";
import {
  approveFirst,
  type FirstMailingAhead,
  firstMailingOf,
  firstMailingsAhead,
} from "#office/mailings/approve-first.ts";
import { headCount, standing, whatIsLeft, whyPaused } from "#office/mailings/first-in-words.ts";
import { InputFault } from "../../faults.ts";
import { type DeskNeeds, MEANWHILE, ordered } from "../desk-needs.ts";
import type { OrderOf } from "../order.ts";

/**
 * Lists the first mailings ahead, with who approved which; or records a second person's yes to one, or takes it back.
 * @throws InputFault where the school asks for no approval, or no such mailing lies ahead
 */
export const approve = async (needs: DeskNeeds, { occurrence, by, undo }: OrderOf<"approve">): Promise<void> => {
  const { program, records, now } = needs;
  if (program.school.approval === undefined)
    throw new InputFault(["The school asks for no approval: `approval: first-mailing` in school.yaml does."]);
  if (occurrence === undefined) return list(needs, await firstMailingsAhead({ ...records, program }, now));
  const one = await firstMailingOf({ ...records, program }, occurrence, now);
  if (one === undefined) throw new InputFault([whyNot(needs, occurrence)]);
  return undo ? takeBack(needs, one) : sayYes(needs, one, by);
};

const whyNot = ({ program }: DeskNeeds, id: string): string =>
  findOccurrence(program, id) === undefined && sessionOf(id) === undefined
    ? `The program has no occurrence ${id}. \`matchward approve\` lists those that lie ahead.`
    : `The first mailing of ${id} went on its way, or lies further ahead than sixty days.`;

const dayOf = ({ program }: DeskNeeds, { at }: FirstMailingAhead): string =>
  readableDate(schoolDate(at, program.school.timeZone));

const list = (needs: DeskNeeds, ahead: readonly FirstMailingAhead[]): void => {
  if (ahead.length === 0) needs.out.write("No first mailing lies ahead.\n");
  for (const one of ahead)
    needs.out.write(`${one.occurrence.id}  ${dayOf(needs, one)}  ${standing(one)}\n  ${headCount(one)}\n`);
};

const resuming = ({ place }: DeskNeeds, { occurrence }: FirstMailingAhead): string =>
  place.startsWith("--stage")
    ? `\`matchward runs --resume ${mailingName(firstMailing(occurrence.id))} ${place}\` takes it up again.`
    : "The console takes it up again, under Failures.";

const whyNoYes = (needs: DeskNeeds, one: FirstMailingAhead): string | undefined => {
  const paused = whyPaused(needs.program, one);
  if (paused !== undefined) return `${one.occurrence.id} cannot be approved yet. ${paused} ${resuming(needs, one)}`;
  return one.over !== undefined && one.over.next === undefined ? `${one.occurrence.id}: ${whatIsLeft(one)}` : undefined;
};

const look = async (needs: DeskNeeds, one: FirstMailingAhead): Promise<void> => {
  const { occurrence } = one;
  const what = whatIsLeft(one) ?? headCount(one);
  needs.out.write(`${occurrence.title} (${occurrence.id}), ${dayOf(needs, one)}\n  ${what}\n`);
  const sample = one.over === undefined ? await needs.sample?.(one) : undefined;
  if (sample !== undefined) needs.out.write(`  As one of them gets it:\n\n${indented(sample)}\n`);
};

const sayYes = async (needs: DeskNeeds, one: FirstMailingAhead, by: string): Promise<void> => {
  const whyNoneYet = whyNoYes(needs, one);
  if (whyNoneYet !== undefined) throw new InputFault([whyNoneYet]);
  await look(needs, one);
  const question = `approve it as ${by}?`;
  const said = await ordered(
    needs,
    { action: "approve-mailing", about: about(one), question },
    () => approveFirst({ ...needs.records, program: needs.program }, one, { by, at: needs.now }),
    (answer) => answer === "approved",
  );
  if (said === undefined) return;
  if (said === "owner")
    throw new InputFault([`${by} owns ${one.occurrence.item}: a second person has to approve it (--by NAME).`]);
  const undo = "The same with --undo takes it back, until it goes on its way.";
  needs.out.write(said === "approved" ? `Approved by ${by}. ${undo}\n` : MEANWHILE);
};

const about = ({ occurrence }: FirstMailingAhead): DeedToRecord["about"] => [
  { what: "occurrence", key: occurrence.id },
];

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  | ");

const takeBack = async (needs: DeskNeeds, one: FirstMailingAhead): Promise<void> => {
  const by = one.known?.approved?.by;
  if (by === undefined) throw new InputFault([`Nobody has approved ${one.occurrence.id}.`]);
  needs.out.write(`${one.occurrence.id} was approved by ${by}. Without a yes nothing of it goes out.\n`);
  const deed = { action: "disapprove-mailing", about: about(one), question: "take the yes back?" } as const;
  const isDone = await ordered(needs, deed, () => needs.records.mailings.disapprove(firstMailing(one.occurrence.id)));
  if (isDone !== undefined) needs.out.write(isDone ? "Taken back: it waits for approval again.\n" : MEANWHILE);
};
