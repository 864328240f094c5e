import { fileOf, type ImportRecord } from "#adapters/imports/imports.ts";
import type { Student } from "#domain/people/student.ts";
import type { DeedToRecord } from "#office/audit/record-deed.ts";
import { type Approval, approvalKey, approveImport } from "#office/imports/approve.ts";
import { discardImport } from "#office/imports/discard.ts";
import { importFile } from "#office/imports/import-file.ts";
import { mailsInWords } from "#office/imports/mails-in-words.ts";
import { takeBack as putAllBack, whatTakingBackDoes } from "#office/imports/take-back.ts";
import { InputFault } from "../faults.ts";
import { NOTHING } from "../stage/on-record.ts";
import { type DeskNeeds, dayIn, MEANWHILE, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/**
 * Lists the rosters that came, the newest first, with what each changed and where its reports are; or decides of one.
 * @throws InputFault where that one does not wait, or there is none to take back
 */
export const imports = async (needs: DeskNeeds, order: OrderOf<"imports">): Promise<void> => {
  if (order.takeBack) return takeNewestBack(needs);
  const all = await needs.records.imports.all();
  if (order.approve !== undefined) return approveOne(needs, waitingOne(all, order.approve));
  if (order.discard !== undefined) return discardOne(needs, waitingOne(all, order.discard));
  if (all.length === 0) needs.out.write("No roster has come yet.\n");
  for (const one of all) needs.out.write(`${said(needs, one).join("\n")}\n\n`);
};

const waitingOne = (all: readonly ImportRecord[], id: string): ImportRecord => {
  const one = all.find((each) => each.id === id && each.verdict === "waits");
  if (one === undefined) throw new InputFault([`No roster ${id} waits. \`matchward imports\` lists them.`]);
  return one;
};

const about = ({ id }: ImportRecord): DeedToRecord["about"] => [{ what: "import", key: id }];

const APPROVED: Record<Approval, string> = {
  said: "Approved: it goes in now. `matchward imports` shows what came of it; --take-back undoes it.\n",
  "does not wait": `It does not wait any more. ${NOTHING}`,
  replaced: `Another file has its name by now. ${NOTHING}Upload the roster again.\n`,
};

const approveOne = async (needs: DeskNeeds, one: ImportRecord): Promise<void> => {
  const such = [...said(needs, one), ...(await samples(needs, one)), "All of it goes in as it was read."];
  needs.out.write(`${such.join("\n")}\n`);
  const deed = { action: "approve-import", about: about(one), question: "take it in?" } as const;
  try {
    const approval = await ordered(
      needs,
      deed,
      () => approveImport(needs.records, one),
      (answer) => answer === "said",
    );
    if (approval !== undefined) needs.out.write(APPROVED[approval]);
  } catch (thrown) {
    if (!(thrown instanceof Error && thrown.name === "FileFailure")) throw thrown;
    const who = "have somebody who may write to the bucket run the command above";
    needs.out.write(`${thrown.message}. ${NOTHING}Sign in as somebody who may, or ${who}.\n`);
  }
};

/** How many of a roster's changes are told before a yes to all of them. */
const SAMPLES = 5;

const samples = async ({ records }: DeskNeeds, { id }: ImportRecord): Promise<string[]> => {
  const rows = (await importFile(records, id))?.reports.changes?.table.rows ?? [];
  const told = rows.slice(0, SAMPLES).map(([who, what, before, after]) => {
    if (before === "") return `    ${who} ${what}: ${after}`;
    return `    ${who} ${what}: ${before} becomes ${after === "" ? "nothing" : after}`;
  });
  return rows.length === 0 ? [] : [`  ${told.length} of the ${rows.length} things that it would change:`, ...told];
};

const takeNewestBack = async (needs: DeskNeeds): Promise<void> => {
  const taken = await whatTakingBackDoes(needs.records);
  if (taken === undefined) throw new InputFault(["No roster counts that can be taken back."]);
  needs.out.write(`${said(needs, taken.import).join("\n")}\n`);
  const list = (what: string, people: readonly Student[]) => {
    if (people.length > 0) needs.out.write(`  ${what}: ${people.map(told).join(", ")}\n`);
  };
  list(
    "As they were before it",
    taken.putBack.map(({ now }) => now),
  );
  list("Out of sight, since it added them", taken.removed);
  list("Left as they are, since somebody changed them later", taken.stay);
  if (taken.codes.length > 0) needs.out.write(`  Access codes put back: ${taken.codes.length}\n`);
  const deed = { action: "take-import-back", about: about(taken.import), question: "take it back?" } as const;
  const isDone = await ordered(needs, deed, () => putAllBack(needs.records, taken, needs.now));
  if (isDone !== undefined)
    needs.out.write(isDone ? "Taken back. The same file, uploaded again, brings it again.\n" : MEANWHILE);
};

const discardOne = async (needs: DeskNeeds, one: ImportRecord): Promise<void> => {
  needs.out.write(`${said(needs, one).join("\n")}\nNothing of it goes in, and whom it alone held is let go of.\n`);
  const { now: at, program } = needs;
  const deed = { action: "discard-import", about: about(one), question: "discard it?" } as const;
  const isDone = await ordered(needs, deed, () =>
    discardImport(needs.records, one, { at, timeZone: program.school.timeZone }),
  );
  if (isDone !== undefined) needs.out.write(isDone ? "Discarded.\n" : MEANWHILE);
};

const said = (needs: DeskNeeds, one: ImportRecord): string[] => [
  `${fileOf(one)}  ${one.verdict}  came ${dayIn(needs, one.at)}  ${one.id}`,
  `  ${countsOf(one)}`,
  ...mailsOf(one).map((line) => `  ${line}`),
  ...one.why.map((why) => `  ${why}`),
  `  Reports: ${needs.pages === undefined ? `s3://${one.bucket}/${one.reports}` : `${needs.pages}/imports/${one.id}`}`,
  ...approving(needs, one),
];

const mailsOf = ({ mails }: ImportRecord): string[] => {
  if (mails === undefined) return [];
  const { sum, lines } = mailsInWords(mails);
  return [`mails of the coming year: ${sum}`, ...lines.map((line) => `  ${line}`)];
};

const countsOf = ({ counts }: ImportRecord): string =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${what} ${number}`)
    .join(", ") || "nothing in it";

const approving = ({ place, pages }: DeskNeeds, one: ImportRecord): string[] => {
  const to = approvalKey(one);
  const { bucket, key } = one;
  if (to === undefined) return [];
  const copy = ["  or put the same file into approved/:", `  aws s3 cp 's3://${bucket}/${key}' 's3://${bucket}/${to}'`];
  return [
    `  To say yes: npx matchward imports --approve ${one.id} ${place}`,
    ...(pages === undefined ? copy : ["  or with the button of that page"]),
  ];
};
