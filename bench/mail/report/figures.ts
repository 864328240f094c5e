/** The middle of some numbers, the least and the most. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** The middle and the range of at least one number; of an even count the mean of the two in the middle. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("There is no middle of nothing.");
  return { median: (low + high) / 2, least: Math.min(...values), most: Math.max(...values) };
};

/**
 * The exponent by which a cost grows with size: the slope of a straight line through the logarithms (least squares).
 * 0 means that a mail costs the same in a school of any size. NaN of fewer than two sizes.
 */
export const growthExponent = (points: readonly { size: number; cost: number }[]): number => {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const mean = (pick: (at: { x: number; y: number }) => number) =>
    logs.reduce((sum, at) => sum + pick(at), 0) / logs.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const over = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
};
