import type { Choices } from "../choices/choices.ts";
import type { Corrections } from "../corrections/corrections.ts";
import type { Feeds } from "../feeds/feeds.ts";
import type { GuestLists } from "../guest-lists/guest-lists.ts";
import type { Parts } from "../parts/parts.ts";
import type { People } from "../people/people.ts";
import type { PlanRecords } from "./plan-records.ts";

interface Stores {
  people: Pick<People, "all">;
  choices: Pick<Choices, "of">;
  corrections: Pick<Corrections, "open">;
  feeds: Pick<Feeds, "look">;
  parts: Pick<Parts, "some">;
  guestLists: Pick<GuestLists, "some">;
}

/** What plans are made of, by the stores of each. */
export const memoryPlanRecords = ({ people, choices, corrections, feeds, parts, guestLists }: Stores): PlanRecords => ({
  own: async ({ person, schoolId }) => ({
    student: (await people.all()).find((one) => one.schoolId === schoolId && one.person === person),
    corrections: (await corrections.open()).filter(({ student }) => student === person),
    declined: await choices.of(person),
    ...(await feeds.look(`student.${person}`, "as of now")),
  }),

  standing: async (person, { occurrences, sessions }) => {
    const found = await parts.some(occurrences.map((occurrence) => ({ occurrence, student: person })));
    const lists = await guestLists.some(sessions);
    return {
      parts: found.filter((part) => part !== undefined),
      guestLists: lists.filter(({ revision }) => revision > 0),
    };
  },
});
