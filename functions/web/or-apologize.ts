import type { School } from "#domain/time/school.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { problemReply, type Reply, withoutBody } from "./reply.ts";

/**
 * Answers a request, without a body where none was asked for. If that fails, the page says so without the reason, and
 * `tell` learns it.
 */
export const orApologize = async (
  { school, method, tell }: { school: School; method: string; tell: TellFailure },
  answer: () => Promise<Reply>,
): Promise<Reply> => {
  try {
    return withoutBody({ method }, await answer());
  } catch (error) {
    await tell(error);
    return withoutBody({ method }, await problemReply(school, "failed"));
  }
};
