import { aboutStudent } from "#office/audit/record-deed.ts";
import { type AskedPerson, type ListReading, reconcile, takeEvidence, whyNoEvidence } from "#office/people/evidence.ts";
import { InputFault } from "../faults.ts";
import { NOTHING } from "../stage/on-record.ts";
import { type DeskNeeds, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/** A list longer than this is cut where it is told. */
const MOST_TOLD = 30;

/**
 * Holds a dated list against the records, tells who is in which, and verifies the tasks of who is in it.
 * @throws InputFault where the program asks nothing in that milestone
 */
export const evidence = async (needs: DeskNeeds, order: OrderOf<"evidence">): Promise<void> => {
  const { program, records, now } = needs;
  const why = whyNoEvidence(program, order.milestone);
  if (why !== undefined) throw new InputFault([why]);
  const found = await reconcile(
    { ...records, program },
    { milestone: order.milestone, deeds: order.rows },
    { at: now },
  );
  needs.out.write(reconciliation(found));
  const count = found.confirmed.length + found.untold.length;
  if (count === 0) return void needs.out.write(NOTHING);
  const question = `Record ${count === 1 ? "one of them" : `${count} of them`} as verified?`;
  const about = [...found.confirmed, ...found.untold].map(({ student }) => aboutStudent(student));
  const changed = await ordered(
    needs,
    { action: "evidence", about, says: order.milestone, question },
    () => takeEvidence({ ...records, program }, found, { by: order.by, at: now }),
    (verified) => verified > 0,
  );
  if (changed === undefined) return;
  const undo = `\`matchward done PERSON OCCURRENCE --undo ${needs.place}\` takes one of them back.`;
  needs.out.write(`Verified: ${changed}. ${undo}\n`);
};

const some = (lines: readonly string[]): string[] => {
  const shown = lines.slice(0, MOST_TOLD).map((line) => `  ${line}`);
  return lines.length > shown.length ? [...shown, `  … and ${lines.length - shown.length} more`] : shown;
};

const part = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}: ${lines.length}`, ...some(lines)];

const named = ({ student, occurrence }: AskedPerson): string => `${told(student)} (${occurrence.id})`;

/** What a list and the records say of each other, for people. */
const reconciliation = (found: ListReading): string =>
  [
    ...part("In the list, and said so themselves", found.confirmed.map(named)),
    ...part("In the list, and did not tell: no more reminders", found.untold.map(named)),
    ...part("Said so themselves, and are not in the list: their word stands", found.unlisted.map(named)),
    ...part(
      "In the list, but from before this opened: it does not count",
      found.early.map((one) => `${named(one)}, on ${one.on}, opened ${one.occurrence.opens}`),
    ),
    ...part("Verified or waived before", found.settled.map(named)),
    ...part("In the list, and due again since it came", found.reopened.map(named)),
    ...part(
      "Not to be placed",
      found.unknown.map(({ line, who, why }) => `line ${line}: ${who}, ${why}`),
    ),
    "",
  ].join("\n");
