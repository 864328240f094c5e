/** A count as people read it: `1,240`. */
export const counted = (count: number): string => count.toLocaleString("en-US");
