const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Planned {
  at: string;
  studentId: string;
  occurrence: string;
  wave: string;
}

/** Sorts by `at`, then student, then wave, then occurrence: the order of the `mails` that both commands write. */
export const byPlannedTime = (a: Planned, b: Planned): number =>
  compare(a.at, b.at) ||
  compare(a.studentId, b.studentId) ||
  compare(a.wave, b.wave) ||
  compare(a.occurrence, b.occurrence);

export const byTimeAndStudent =
  <Row extends { at: string; studentId: string }>(about: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    compare(a.at, b.at) || compare(a.studentId, b.studentId) || compare(about(a), about(b));

/**
 * Sorts rows by their instant, then by an order. Those of one instant come in the roster's order, mostly that of the
 * ids: sorted by themselves they are sorted quickly.
 */
export const inOrder = <Row extends { at: string }>(rows: readonly Row[], order: (a: Row, b: Row) => number): Row[] => {
  const byInstant = [...Map.groupBy(rows, ({ at }) => at)].sort(([one], [other]) => compare(one, other));
  return byInstant.flatMap(([, those]) => those.sort(order));
};
