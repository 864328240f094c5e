import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { dailyAt } from "../schedules.ts";

interface AdvancePhaseGiven {
  stored: Stored;
  program: Program;
  /** Name of the schedule group. */
  group: string;
}

/** Moves students on, each morning, whose phase is over. */
export const advancePhase = (scope: Construct, house: House, { stored, program, group }: AdvancePhaseGiven): void => {
  new ScheduledFunction(scope, house, {
    name: "advance-phase",
    harm: "Students stay in a phase that is over, and their advisors see the wrong one.",
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: mayTouchRecords(stored, { people: ["Query", "UpdateItem"] }),
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [dailySchedule("advance-phase", dailyAt(program.school.sendAt))],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
};
