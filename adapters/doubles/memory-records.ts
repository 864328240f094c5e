import { groupedParts } from "../grouped-parts.ts";
import type { StoredStudent } from "../items.ts";
import type { Objections } from "../objections.ts";
import type { Pace } from "../pace.ts";
import type { PartGroup, PartGroups } from "../part-groups.ts";
import type { AccessCodes, Choices, Parts, Roster, SchoolRecord, Tallies } from "../records.ts";
import type { RunState, Runs } from "../runs.ts";
import { memoryChoices } from "./memory-choices.ts";
import { memoryObjections } from "./memory-objections.ts";
import { memoryPace } from "./memory-pace.ts";
import { memoryPartGroups, type Watch } from "./memory-part-groups.ts";
import { memoryRoster } from "./memory-roster.ts";
import { memoryRuns } from "./memory-runs.ts";
import { memoryTallies } from "./memory-tallies.ts";

/** The whole records table: one double for each interface. */
export interface MemoryRecords {
  roster: Roster;
  accessCodes: AccessCodes;
  choices: Choices;
  /** What `parts` stand on. */
  groups: PartGroups;
  parts: Parts;
  runs: Runs;
  /** What `choices` and `runs` say against mails. */
  objections: Objections;
  pace: Pace;
  tallies: Tallies;
  school: SchoolRecord;
}

/** Who is told of the writes that the table's stream shows. */
interface Watches {
  group?: Watch<PartGroup>;
  run?: Watch<RunState>;
  student?: Watch<StoredStudent>;
}

/** An empty records table in memory, under the same conditions as the real one; the contract suites hold it to that. */
export const memoryRecords = ({ group, run, student }: Watches = {}): MemoryRecords => {
  const groups = memoryPartGroups(group);
  const [choices, runs] = [memoryChoices(), memoryRuns(run)];
  return {
    roster: memoryRoster(student),
    accessCodes: memoryAccessCodes(),
    choices,
    groups,
    parts: groupedParts(groups),
    runs,
    objections: memoryObjections(choices, runs),
    pace: memoryPace(),
    tallies: memoryTallies(),
    school: memorySchoolRecord(),
  };
};

const memoryAccessCodes = (): AccessCodes => {
  const codes = new Map<string, string>();
  return {
    get: async (student) => codes.get(student),
    save: async (student, code) => {
      codes.set(student, code);
    },
  };
};

const memorySchoolRecord = (): SchoolRecord => {
  let started: string | undefined;
  return {
    startedOn: async () => started,
    start: async (date) => {
      started ??= date;
      return started;
    },
  };
};
