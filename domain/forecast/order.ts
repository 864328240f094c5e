export const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

interface Planned {
  at: string;
  studentId: string;
  occurrence: string;
  wave: string;
}

/** Sorts by `at`, then student, then wave, then occurrence: the order of the `mails` that both commands write. */
export const byPlannedTime = (a: Planned, b: Planned): number =>
  compareTexts(a.at, b.at) ||
  compareTexts(a.studentId, b.studentId) ||
  compareTexts(a.wave, b.wave) ||
  compareTexts(a.occurrence, b.occurrence);

export const byTimeAndStudent =
  <Row extends { at: string; studentId: string }>(about: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    compareTexts(a.at, b.at) || compareTexts(a.studentId, b.studentId) || compareTexts(about(a), about(b));

/** Rows by their instants. */
export interface ByInstant<Row> {
  /** Where those of an instant go. */
  at(instant: string): Row[];
  /** All of them by their instant, then by an order. */
  inOrder(order: (a: Row, b: Row) => number): Row[];
}

/**
 * Rows of one instant come in the roster's order, mostly that of the ids: sorted by themselves they are sorted quickly.
 */
export const byInstant = <Row>(): ByInstant<Row> => {
  const known = new Map<string, Row[]>();
  return {
    at: (instant) => {
      const rows = known.get(instant) ?? [];
      if (rows.length === 0) known.set(instant, rows);
      return rows;
    },
    inOrder: (order) => {
      const instants = [...known].sort(([one], [other]) => compareTexts(one, other));
      return instants.flatMap(([, rows]) => rows.sort(order));
    },
  };
};

/** Two lists that are in an order, as one. */
export const merged = <Row>(one: readonly Row[], other: readonly Row[], order: (a: Row, b: Row) => number): Row[] => {
  const rows: Row[] = [];
  let next = 0;
  for (const row of one) {
    for (let before = other[next]; before !== undefined && order(before, row) < 0; before = other[next]) {
      rows.push(before);
      next += 1;
    }
    rows.push(row);
  }
  return [...rows, ...other.slice(next)];
};
