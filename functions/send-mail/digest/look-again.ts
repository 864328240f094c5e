import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import { isTaskSettled, stopOf } from "#domain/parts/part.ts";
import type { Dispatch } from "../dispatch.ts";
import { isStillWrittenTo } from "../letters/prepare-letters.ts";
import { type ClaimedLetter, type SendWantedNeeds, UNREAD, whyUnwanted } from "../send-wanted.ts";

export interface LookAgainNeeds extends SendWantedNeeds {
  parts: Pick<Parts, "some">;
  people: Pick<People, "some">;
}

/** Letters of digests of which something changed while they waited for SES: the next receive writes them anew. */
export const OUTDATED = { kind: "unsent", reason: "what its digest tells of changed" } as const satisfies Outcome;

interface Thing {
  dispatch: Dispatch;
  letter: ClaimedLetter;
}

/**
 * Why digests that were claimed and wanted some seconds ago are not to be sent as they are: of something in one, or of
 * whom it goes to, it is another by now. Answers for each digest, in order. Reads all as of now. Never throws.
 * @param people school ids of those whom the message is for
 */
export const whyOutdated = async (
  needs: LookAgainNeeds,
  digests: readonly (readonly Thing[])[],
  people: readonly string[],
): Promise<(Outcome | undefined)[]> => {
  try {
    const unwanted = await unwantedAmong(needs, digests.flat(), people);
    return digests.map((things) => (things.some((thing) => unwanted.has(thing)) ? OUTDATED : undefined));
  } catch {
    return digests.map(() => UNREAD);
  }
};

const unwantedAmong = async (
  needs: LookAgainNeeds,
  things: readonly Thing[],
  people: readonly string[],
): Promise<Set<Thing>> => {
  const mailings = [...Map.groupBy(things, ({ dispatch }) => dispatch)];
  const lettersIn = (those: readonly Thing[]) => those.map(({ letter }) => letter);
  const [parts, students, ...endings] = await Promise.all([
    needs.parts.some(things.map(({ letter }) => letter.part)),
    needs.people.some(people, "as of now"),
    ...mailings.map(([dispatch, those]) => whyUnwanted(needs, lettersIn(those), dispatch)),
  ]);
  const written = new Map(students.map((student) => [student.person, student]));
  const isDue = (_: Thing, nth: number): boolean => {
    const part = parts[nth];
    return part !== undefined && !isTaskSettled(part) && stopOf(part) === undefined;
  };
  const isAsBefore = ({ dispatch, letter }: Thing): boolean => {
    const student = written.get(letter.part.student);
    return student !== undefined && isStillWrittenTo(student, dispatch);
  };
  const declined = mailings.flatMap(([, those], which) => those.filter((_, nth) => endings[which]?.[nth]));
  const others = things.filter((thing, nth) => !isDue(thing, nth) || !isAsBefore(thing));
  return new Set([...declined, ...others]);
};
