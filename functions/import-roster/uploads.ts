import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";

/** What somebody put into the bucket: a roster, or something that is none. */
export type Uploaded = { isComplete: boolean; isApproving: boolean } | { refused: string };

const ROSTER_NAME = /\.(csv|xlsx)$/i;

/** Undefined for a folder's mark, and for matchward's own reports. */
export const uploadedAt = (key: string): Uploaded | undefined => {
  const { incoming, complete, approved, reports } = ROSTER_FOLDERS;
  if (key.endsWith("/") || key.startsWith(reports)) return undefined;
  const folders = [incoming, complete, approved];
  const folder = folders.find((one) => key.startsWith(one));
  if (folder === undefined)
    return { refused: `Put rosters into ${incoming} or ${complete}; nobody looks where this is.` };
  if (!ROSTER_NAME.test(key)) return { refused: "A roster's name ends in .csv or .xlsx." };
  return { isComplete: folder === complete, isApproving: folder === approved };
};

// `incoming/2027/fall.csv` gives `reports/2027/fall`, and `complete/fall.xlsx` gives `reports/complete/fall`.
export const reportsOf = (key: string): string => {
  const { incoming, reports } = ROSTER_FOLDERS;
  const name = key.replace(ROSTER_NAME, "");
  return reports + (name.startsWith(incoming) ? name.slice(incoming.length) : name);
};
