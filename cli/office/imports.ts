import { basename } from "node:path";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import { approvalKey } from "#office/imports/approve.ts";
import { discardImport } from "#office/imports/discard.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn, NOTHING } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/**
 * Lists the rosters that came, the newest first, with what each changed and where its reports are; or discards one.
 * @throws InputFault where that one does not wait
 */
export const imports = async (needs: DeskNeeds, { discard }: OrderOf<"imports">): Promise<void> => {
  const all = await needs.records.imports.all();
  if (discard !== undefined) return discardOne(needs, all, discard);
  if (all.length === 0) needs.out.write("No roster has come yet.\n");
  for (const one of all) needs.out.write(`${said(needs, one).join("\n")}\n\n`);
};

const discardOne = async (needs: DeskNeeds, all: readonly ImportRecord[], id: string): Promise<void> => {
  const one = all.find((each) => each.id === id && each.verdict === "waits");
  if (one === undefined) throw new InputFault([`No roster ${id} waits. \`matchward imports\` lists them.`]);
  needs.out.write(`${said(needs, one).join("\n")}\nNothing of it goes in, and whom it alone held is let go of.\n`);
  if (!(await needs.ask("discard it?"))) return void needs.out.write(NOTHING);
  const isDone = await discardImport(needs.records, one, {
    at: needs.now,
    timeZone: needs.program.school.timeZone,
  });
  needs.out.write(isDone ? "Discarded.\n" : `Somebody decided of it meanwhile. ${NOTHING}`);
};

const said = (needs: DeskNeeds, one: ImportRecord): string[] => [
  `${basename(one.key)}  ${one.verdict}  came ${dayIn(needs, one.at)}  ${one.id}`,
  `  ${countsOf(one)}`,
  ...one.why.map((why) => `  ${why}`),
  `  Reports: s3://${one.bucket}/${one.reports}`,
  ...approving(one),
];

const countsOf = ({ counts }: ImportRecord): string =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${what} ${number}`)
    .join(", ") || "nothing in it";

const approving = (one: ImportRecord): string[] => {
  const to = approvalKey(one);
  const { bucket, key } = one;
  if (to === undefined) return [];
  return [
    `  To say yes, put the same file into approved/:\n  aws s3 cp 's3://${bucket}/${key}' 's3://${bucket}/${to}'`,
  ];
};
