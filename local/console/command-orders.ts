import type { Hono } from "hono";
import type { Program } from "#domain/calendar/program.ts";
import type { OfficeRecords } from "#office/records.ts";
import type { Desk } from "#pages/office/desk.ts";
import type { System } from "../system.ts";

/** What an order that comes by the command line is carried out on. `now`: ISO 8601 UTC. */
export interface OrderedOn {
  records: OfficeRecords;
  program: Program;
  now: string;
  /** Where the run's pages are. */
  url: string;
}

/** Carries out an order that came as JSON; answers what is to be told of it. Never throws for what was ordered. */
export type AnswerOrder = (on: OrderedOn, order: unknown) => Promise<unknown>;

interface CommandOrdersNeeds {
  system: System;
  desk: Pick<Desk, "program" | "carryOut">;
  answerOrder: AnswerOrder;
}

/** The route by which the command line looks at this run and orders something of it. */
export const addCommandOrders = (app: Hono, { system, desk, answerOrder }: CommandOrdersNeeds): void => {
  app.post("/orders", async (context) => {
    if (context.req.header("content-type") !== "application/json") return context.text("Orders are JSON.", 415);
    const order: unknown = await context.req.json().catch(() => undefined);
    let reply: unknown;
    const whyNot = await desk.carryOut(async () => {
      const on = { records: system.records, program: desk.program, now: system.now(), url: system.url };
      reply = await answerOrder(on, order);
    });
    return whyNot === undefined ? context.json(reply) : context.text(whyNot, 409);
  });
};
