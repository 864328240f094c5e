import * as z from "zod/mini";
import { reasonOf } from "#files/fault.ts";
import type { AnswerOrder } from "../../../local/console/command-orders.ts";
import { InputFault } from "../../faults.ts";
import { USUAL_PORT } from "../../port-number.ts";
import { carryOut } from "../carry-out.ts";
import { sampleOf } from "../mailings/sample-of.ts";
import { OfficeOrder } from "../order.ts";

/** An order as it goes to a running console. `yes`: they have said yes to what it comes to. `user`: who orders. */
export const OrderRequest = z.object({ order: OfficeOrder, yes: z.boolean(), user: z.string() });
export type OrderRequest = z.infer<typeof OrderRequest>;

/**
 * What a console answers: what is said before the question, the question where there is one, and what is said after
 * the answer that the request gave. `fault`: why the order cannot be meant; `failure`: why the console could not.
 */
export const OrderReply = z.object({
  before: z.string(),
  question: z.optional(z.string()),
  after: z.string(),
  fault: z.optional(z.array(z.string())),
  failure: z.optional(z.string()),
});
export type OrderReply = z.infer<typeof OrderReply>;

const placeOf = ({ url }: Pick<Parameters<AnswerOrder>[0], "url">): string => {
  const { port } = new URL(url);
  return port === String(USUAL_PORT) ? "--local" : `--local ${port}`;
};

/** Makes what carries out orders on a run of this machine, for a person elsewhere. `dir`: the program's folder. */
export const answerOrderOf =
  (dir: string): AnswerOrder =>
  async (on, body): Promise<OrderReply> => {
    const reply: OrderReply = { before: "", after: "" };
    const out = {
      write: (text: string) => {
        reply[reply.question === undefined ? "before" : "after"] += text;
      },
    };
    const read = OrderRequest.safeParse(body);
    if (!read.success) return { ...reply, failure: "The console understands no such order: is it of another version?" };
    const ask = async (question: string) => {
      reply.question = question;
      return read.data.yes;
    };
    try {
      const sample = sampleOf(dir, on.program);
      await carryOut(
        { ...on, user: read.data.user, place: placeOf(on), pages: new URL(on.url).origin, out, err: out, ask, sample },
        read.data.order,
      );
    } catch (thrown) {
      if (thrown instanceof InputFault) return { ...reply, fault: [...thrown.lines] };
      return { ...reply, failure: reasonOf(thrown) };
    }
    return reply;
  };
