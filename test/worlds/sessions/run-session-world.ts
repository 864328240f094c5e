import type { Ended } from "../run-world.ts";
import { sessionFaultsOf } from "./session-faults.ts";
import { redriveSessions, type SessionWorldOptions, sessionWorldOf } from "./session-world.ts";

/** Lives one world with sessions through: its winter, the repair, everything once more; and says what did not hold. */
export const runSessionWorld = async (seed: number, of: SessionWorldOptions = {}): Promise<Ended> => {
  const world = sessionWorldOf(seed, of);
  const { ground, ses, queue, stream, bus, mornings } = world;
  await ground.agenda.run();
  redriveSessions(world);
  await ground.agenda.run();
  const found = await sessionFaultsOf(world);
  const mails = ses.accepted.length;
  ground.tell("everything comes again");
  await queue.send([...queue.taken]);
  for (const part of [stream, bus, mornings]) part.replay();
  await ground.agenda.run();
  const again = ses.accepted.length === mails ? [] : ["S10 what came again sent a mail"];
  const { violations, history, logs } = ground;
  return { seed, faults: [...violations, ...found, ...again], history, logs, mails };
};
