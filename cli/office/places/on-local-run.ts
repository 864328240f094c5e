import { userInfo } from "node:os";
import { reasonOf } from "#files/fault.ts";
import { InputFault, SystemFailed } from "../../faults.ts";
import { asker } from "../../stage/ask.ts";
import type { Console } from "../../terminal.ts";
import type { OfficeOrder } from "../order.ts";
import { OrderReply, type OrderRequest } from "./answer-order.ts";

/** What is asked of a run of this machine. */
export interface LocalAsked {
  port: number;
  yes?: true | undefined;
}

/**
 * Orders something of the system that `matchward start` runs on this machine: shows what it comes to, asks where it
 * changes something, and lets it be done.
 * @throws InputFault where the order cannot be meant; SystemFailed where nothing answers there.
 */
export const onLocalRun = async ({ port, yes }: LocalAsked, order: OfficeOrder, console: Console): Promise<void> => {
  const user = userInfo().username;
  const first = await send(port, { order, yes: yes ?? false, user });
  console.out.write(first.before);
  if (yes || first.question === undefined) return void console.out.write(first.after);
  if (!(await asker(false)(first.question))) return void console.out.write(first.after);
  console.out.write((await send(port, { order, yes: true, user })).after);
};

const send = async (port: number, request: OrderRequest): Promise<OrderReply> => {
  const answer = await post(`http://localhost:${port}/orders`, JSON.stringify(request));
  if (answer.status === 409) throw new InputFault([await answer.text()]);
  const read = OrderReply.safeParse(await answer.json().catch(() => undefined));
  if (!read.success) throw new SystemFailed(`What answers at port ${port} is no console of matchward.`);
  if (read.data.fault) throw new InputFault(read.data.fault);
  if (read.data.failure) throw new SystemFailed(read.data.failure);
  return read.data;
};

const post = async (address: string, body: string): Promise<Response> => {
  try {
    return await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body });
  } catch (thrown) {
    const why = `Nothing answers at ${address} (${reasonOf(thrown)}).`;
    throw new SystemFailed(`${why} Start it with \`matchward start\`, or name its port: --local 8080.`);
  }
};
