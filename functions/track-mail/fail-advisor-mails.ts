import type { Escalations } from "#adapters/escalations/escalations.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import type { BatchFailure } from "../listeners/queue-batch-listener.ts";
import type { AdvisorFeedback } from "./fold-feedback.ts";

/** Marks mails to advisors as failed, and counts those that were not before. Running twice marks none again. */
export const failAdvisorMails = async (
  escalations: Pick<Escalations, "fail">,
  advisors: readonly AdvisorFeedback[],
): Promise<{ toAdvisors: number; failed: BatchFailure[] }> => {
  const ends = await mapConcurrently(advisors, async ({ escalation, reason, ids }) => {
    try {
      return await escalations.fail(escalation, reason);
    } catch (error) {
      return { ids, error };
    }
  });
  return {
    toAdvisors: ends.filter((end) => end === true).length,
    failed: ends.filter((end) => typeof end === "object"),
  };
};
