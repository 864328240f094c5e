import { retry } from "./addresses.ts";
import { choices } from "./choices.ts";
import type { DeskNeeds } from "./desk-needs.ts";
import { evidence } from "./evidence.ts";
import { feed } from "./feeds/feed.ts";
import { release } from "./holds.ts";
import { merge, remove, rename } from "./identity.ts";
import { imports } from "./imports.ts";
import { approve } from "./mailings/approve.ts";
import { unmatched } from "./marks.ts";
import type { OfficeOrder } from "./order.ts";
import { people } from "./people.ts";
import { done, waive } from "./tasks.ts";

/**
 * Carries out what staff order of a school: shows what it comes to, asks where it changes something, and does it.
 * @throws InputFault where the order cannot be meant
 */
export const carryOut = async (needs: DeskNeeds, order: OfficeOrder): Promise<void> => {
  switch (order.order) {
    case "people":
      return people(needs, order);
    case "done":
      return done(needs, order);
    case "waive":
      return waive(needs, order);
    case "evidence":
      return evidence(needs, order);
    case "choices":
      return choices(needs, order);
    case "retry-address":
      return retry(needs, order);
    case "imports":
      return imports(needs, order);
    case "approve":
      return approve(needs, order);
    case "rename":
      return rename(needs, order);
    case "merge":
      return merge(needs, order);
    case "remove":
      return remove(needs, order);
    case "unmatched":
      return unmatched(needs, order);
    case "feed":
      return feed(needs, order);
    case "release":
      return release(needs, order);
  }
};
