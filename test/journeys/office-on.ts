import { readRules } from "#files/program-folder/index.ts";
import { type Office, openOffice } from "#office/front/office.ts";
import type { System } from "../../local/system.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";

/** The office of a running system: what staff see of it and decide, each decision carried through to its end. */
export const officeOn = async (system: System): Promise<Office> => {
  const read = await readRules(SEVEN_MILESTONES);
  if (!read.ok) throw new Error("The program has a fault.");
  const office = openOffice(system.records, { program: read.program, now: system.now });
  return {
    ...office,
    decideMails: (...decided) => system.change(() => office.decideMails(...decided)),
    pauseMailing: (mailing) => system.change(() => office.pauseMailing(mailing)),
    resumeMailing: (...resumed) => system.change(() => office.resumeMailing(...resumed)),
  };
};
