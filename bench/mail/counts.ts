/** Calls that were made, by operation (`dynamodb:UpdateItem`), with the units that AWS charges by. */
export type Counts = Record<string, { calls: number; units: number }>;

/** Counts calls as they are made. */
export interface Meter {
  count(operation: string, units: number, calls?: number): void;
  read(): Counts;
}

/** A meter that stands at nothing. */
export const newMeter = (): Meter => {
  const counts = new Map<string, { calls: number; units: number }>();
  return {
    count: (operation, units, calls = 1) => {
      const so = counts.get(operation) ?? { calls: 0, units: 0 };
      counts.set(operation, { calls: so.calls + calls, units: so.units + units });
    },
    read: () => Object.fromEntries(counts),
  };
};

/** What was counted between two readings. */
export const since = (before: Counts, after: Counts): Counts =>
  Object.fromEntries(
    Object.entries(after)
      .map(([operation, { calls, units }]) => {
        const was = before[operation] ?? { calls: 0, units: 0 };
        return [operation, { calls: calls - was.calls, units: units - was.units }] as const;
      })
      .filter(([, { calls }]) => calls > 0),
  );

/** Several counts as one. */
export const together = (all: readonly Counts[]): Counts => {
  const meter = newMeter();
  for (const counts of all)
    for (const [operation, { calls, units }] of Object.entries(counts)) meter.count(operation, units, calls);
  return meter.read();
};
