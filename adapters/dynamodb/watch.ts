/**
 * Told of every write, with the item before and after, in the order of the writes: what a table's stream would show.
 */
export type Watch<Stored> = (before: Stored | undefined, after: Stored) => void;
