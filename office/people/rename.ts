import type { People } from "#adapters/people/people.ts";

/**
 * Gives somebody another school id; the old one stays an alias, so that a roster with it means them. The way back is
 * the same with both ids changed. False where another has that id. Running twice changes nothing more.
 * @param at ISO 8601 UTC
 */
export const renamePerson = (people: Pick<People, "move">, from: string, to: string, at: string): Promise<boolean> =>
  people.move(from, to, at);
