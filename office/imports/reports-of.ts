import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";

/** How the name of a file ends that an import reads. */
export const ROSTER_NAME = /\.(csv|xlsx)$/i;

/**
 * How the names of a file's reports begin: `incoming/2027/fall.csv` gives `reports/2027/fall`, and `complete/fall.xlsx`
 * gives `reports/complete/fall`.
 */
export const reportsOf = (key: string): string => {
  const { incoming, reports } = ROSTER_FOLDERS;
  const name = key.replace(ROSTER_NAME, "");
  return reports + (name.startsWith(incoming) ? name.slice(incoming.length) : name);
};
