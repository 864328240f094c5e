import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { type Decision, isSilent, type UnknownMail, unknownMails, whyNotAgain } from "#domain/mail/unknown-mails.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { decideMails } from "#office/mails/decide-mails.ts";
import { type Ground, invoke } from "../ground/ground.ts";
import { partsFor } from "../ground/instances.ts";
import { type Process, travelling } from "../ground/process.ts";
import type { School } from "../ground/school.ts";
import type { Outside } from "../ground/wiring.ts";

const LIFETIME = 5 * 60_000;

/** A person who looks at the mails of which nobody has known for half an hour, and decides on some of them. */
export const administrator = (ground: Ground, school: School, outside: Outside, queue: MailQueue) => {
  const { agenda, chance } = ground;
  const { program, records } = outside;
  const year = school.days[0]?.slice(0, 4);

  const look = async (process: Process): Promise<unknown> => {
    const parts = partsFor(ground, process, outside);
    const known = await Promise.all(program.milestones.map(({ id }) => parts.ofOccurrence(`${id}@${year}`)));
    const silent = known
      .flat()
      .flatMap(unknownMails)
      .filter((mail) => isSilent(mail, agenda.iso()));
    const people = travelling(ground, process, "roster", records.people);
    const needs = { program, parts, students: people.enrolled, queue: travelling(ground, process, "queue", queue) };
    const decided = decisionsOn(silent);
    for (const decision of ["send again", "leave"] as const) {
      const mails = decided.filter((one) => one.decision === decision).map(({ mail }) => mail);
      await decideMails(needs, mails, decision, agenda.iso());
    }
    return decided.length;
  };

  const decisionsOn = (mails: readonly UnknownMail[]): { mail: UnknownMail; decision: Decision }[] => {
    const today = schoolDate(agenda.iso(), program.school.timeZone);
    return mails.flatMap((mail) => {
      if (chance.is(0.3)) return [];
      const isOfUse = whyNotAgain(program, mail, today) === undefined;
      return [{ mail, decision: chance.is(isOfUse ? 0.7 : 0.1) ? "send again" : "leave" }];
    });
  };

  return { look: () => invoke(ground, { name: "administrator", lifetime: LIFETIME, work: look }, () => {}) };
};
