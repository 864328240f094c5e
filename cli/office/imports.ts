import { basename } from "node:path";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { type DeskNeeds, dayIn } from "./desk-needs.ts";

/** Lists the rosters that came, the newest first, with what each changed and where its reports are. */
export const imports = async (needs: DeskNeeds): Promise<void> => {
  const all = await needs.records.imports.all();
  if (all.length === 0) needs.out.write("No roster has come yet.\n");
  for (const one of all) needs.out.write(`${said(needs, one).join("\n")}\n\n`);
};

const said = (needs: DeskNeeds, one: ImportRecord): string[] => [
  `${basename(one.key)}  ${one.verdict}  came ${dayIn(needs, one.at)}  ${one.id}`,
  `  ${countsOf(one)}`,
  ...one.why.map((why) => `  ${why}`),
  `  Reports: s3://${one.bucket}/${one.reports}`,
  ...(one.verdict === "waits" ? [`  To say yes, put the same file into approved/:\n  ${approving(one)}`] : []),
];

const countsOf = ({ counts }: ImportRecord): string =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${what} ${number}`)
    .join(", ") || "nothing in it";

const approving = ({ bucket, key }: ImportRecord): string =>
  `aws s3 cp 's3://${bucket}/${key}' 's3://${bucket}/${ROSTER_FOLDERS.approved}${basename(key)}'`;
