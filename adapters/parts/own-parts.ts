import type { Part } from "#domain/parts/part.ts";
import { attesting, opening, progressing, reopening, retracting } from "#domain/parts/task-changes.ts";
import { type backOff, spreadOut } from "../backoff.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { dynamodbPartGroups } from "./dynamodb-part-groups.ts";
import { changeOne, type GroupChanges, groupChanges, groupNameOf } from "./group-changes.ts";
import { type GroupMemory, groupMemory } from "./group-memory.ts";
import { memberOf, type PartGroups } from "./part-groups.ts";
import type { Parts } from "./parts.ts";

/** What a student's own page reads of their part, and what they say there: all that the first click has to load. */
export type OwnParts = Pick<Parts, "get" | "markOpened" | "complete" | "progress" | "retract" | "reopen">;

/** As often people turn out to be one: more is a circle. */
const MOST_MOVES = 5;

/** Each is worked out from the part as it stands, so that running twice changes nothing more. */
export const ownPartsIn = (groups: PartGroups, known: GroupMemory, changeAll: GroupChanges): OwnParts => {
  const getOne = async (occurrence: string, student: string, moves = 0): Promise<Part | undefined> => {
    const group = await groups.read(groupNameOf({ occurrence, student }));
    if (group === undefined) return undefined;
    known.remember(group);
    const part = memberOf(group, student);
    const hasMoved = part?.movedTo !== undefined && moves < MOST_MOVES;
    return hasMoved ? getOne(occurrence, part.movedTo ?? student, moves + 1) : part;
  };
  return {
    get: (occurrence, student) => getOne(occurrence, student),

    markOpened: async (occurrence, student, at) => {
      await changeOne(changeAll, { occurrence, student }, opening(at));
    },

    complete: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, attesting(answer)),

    progress: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, progressing(answer)),

    retract: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, retracting(answer)),

    reopen: (occurrence, student, at, by) => changeOne(changeAll, { occurrence, student }, reopening(at, by)),
  };
};

/** The same of the records table. @param wait what is done between two tries to write a group */
export const dynamodbOwnParts = (
  client: ItemCalls,
  tableName: string,
  program: string,
  wait: typeof backOff = spreadOut,
): OwnParts => {
  const [groups, known] = [dynamodbPartGroups(client, tableName, program), groupMemory()];
  return ownPartsIn(groups, known, groupChanges(groups, known, wait));
};
