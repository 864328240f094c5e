import { once } from "node:events";
import * as z from "zod/mini";
import { SURVEY } from "../cohort.ts";
import { checkDelivery, type Delivery } from "../delivery-check.ts";
import { ended, SINK_CPU, startScript } from "./processes.ts";

const Figures = z.object({ accepted: z.int(), calls: z.int(), throttled: z.int(), lost: z.int() });
export type Figures = z.infer<typeof Figures>;

const Tally = z.extend(Figures, { copies: z.record(z.string(), z.string()) });

/** What goes wrong on purpose: shares of calls. */
export interface Faults {
  throttle: number;
  lose: number;
}

export const NO_FAULTS: Faults = { throttle: 0, lose: 0 };
export const THE_FAULTS: Faults = { throttle: 0.05, lose: 0.005 };

/** The running sink. */
export interface Sink {
  readonly url: string;
  /** Forgets all that it took, and takes mails for that many students from now on. */
  begin(students: number, faults: Faults): Promise<void>;
  figures(): Promise<Figures>;
  /** What it took of the run, compared with what the workload asks for. */
  delivery(students: number): Promise<Delivery & Figures>;
  stop(): Promise<void>;
}

/** Starts the sink as a process of its own. */
export const startSink = async (): Promise<Sink> => {
  const child = startScript("processes/sink.ts", SINK_CPU);
  const [address] = await once(child, "message");
  const { port } = z.object({ port: z.int() }).parse(address);
  const url = `http://127.0.0.1:${port}`;
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const posted = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`${url}/bench/${path}`, posted)).json();
  };
  return {
    url,
    begin: async (students, faults) => void (await ask("begin", { students, ...faults })),
    figures: async () => Figures.parse(await ask("figures")),
    delivery: async (students) => {
      const { copies, ...figures } = Tally.parse(await ask("tally"));
      const copiesOf = (template: string): Uint8Array => {
        const held = Buffer.from(copies[template] ?? "", "base64");
        return held.length === 0 ? new Uint8Array(students) : held;
      };
      return { ...checkDelivery(copiesOf(SURVEY.openingTemplate), copiesOf(SURVEY.reminderTemplate)), ...figures };
    },
    stop: () => ended(child),
  };
};
