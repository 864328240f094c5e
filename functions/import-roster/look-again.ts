import { fileOf, hasCounted, type ImportRecord } from "#adapters/imports/imports.ts";

/**
 * Why a yes is asked for once more, a sentence each: another roster has counted since a person could look at what this
 * one changes. The same yes that is delivered again is no second one. `at`: when the yes came.
 */
export const whyLookAgain = (
  imports: readonly ImportRecord[],
  { id, verdict, at: came, judgedAt, why }: ImportRecord,
  at: string,
): string[] => {
  if (verdict !== "waits") return [];
  if (judgedAt !== undefined && at <= judgedAt) return why;
  const meanwhile = (instant: string) => instant > (judgedAt ?? came) && instant < at;
  const since = imports.find((one) => one.id !== id && hasCounted(one) && meanwhile(one.decidedAt ?? one.at));
  return since === undefined ? [] : [`${fileOf(since)} counted meanwhile: look at the changes once more`];
};
