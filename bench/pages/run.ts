import { randomUUID } from "node:crypto";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readRules } from "#files/program-folder/index.ts";
import { DEFAULT_PROGRAM } from "../../cli/places.ts";
import { startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";
import { newMeter } from "../mail/counts.ts";
import { countedTable } from "../mail/matchward/counted-client.ts";
import { officeOf } from "./office.ts";
import { makeSchool } from "./school.ts";
import { waitedFor } from "./waited-for.ts";

/**
 * What a page of the office costs, warm, at two sizes of a school: requests to DynamoDB with their read units, how long
 * the answer takes (with DynamoDB Local, and without the time in which the page waits for it), and how big it is. The
 * pages are the function's own (`answerOffice`), over the stores that it uses.
 */
const LIMITS = { requests: 3, milliseconds: 25, kilobytes: 50, growth: 1.2 };
const ROUNDS = 15;
const { values } = parseArgs({ options: { students: { type: "string", default: "660,10000" } } });

process.env.AWS_ACCESS_KEY_ID = "bench";
process.env.AWS_SECRET_ACCESS_KEY = "bench";
process.env.AWS_REGION = "us-east-1";

const read = await readRules(DEFAULT_PROGRAM, 2027);
if (!read.ok) throw new Error("The program has faults");
const { program } = read;

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

interface Measured {
  page: string;
  size: number;
  requests: number;
  units: number;
  milliseconds: number;
  own: number;
  kilobytes: number;
}

const database = await startDynamodbLocal();
const client = new DynamoDBClient({ endpoint: database.endpoint });
const meter = newMeter();
const { table, waited } = waitedFor(countedTable(database.endpoint, meter));

const totals = () => {
  const all = Object.values(meter.read());
  return all.reduce((sum, { calls, units }) => ({ calls: sum.calls + calls, units: sum.units + units }), {
    calls: 0,
    units: 0,
  });
};

/** Measures each page of a school of that size; the first answers, which load code, do not count. */
const measure = async (size: number): Promise<Measured[]> => {
  const name = `school-${size}`;
  const office = await officeOf(table, name, program);
  const { one } = await makeSchool({ client, table: name, progress: office.progress }, program, size);
  const pages = await office.signedIn({ one });
  const measured: Measured[] = [];
  for (const { page, ask } of pages) {
    for (let warming = 0; warming < 3; warming += 1) await ask();
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [before, began, waitedBefore] = [totals(), performance.now(), waited()];
      const body = await ask();
      const [took, waiting, after] = [performance.now() - began, waited() - waitedBefore, totals()];
      rounds.push({
        took,
        own: took - waiting,
        calls: after.calls - before.calls,
        units: after.units - before.units,
        body,
      });
    }
    const [last] = rounds.slice(-1);
    measured.push({
      ...{ page, size, requests: last?.calls ?? 0, units: last?.units ?? 0 },
      milliseconds: median(rounds.map(({ took }) => took)),
      own: median(rounds.map(({ own }) => own)),
      kilobytes: Buffer.byteLength(last?.body ?? "") / 1000,
    });
  }
  return measured;
};

const mark = (value: number, most: number, digits = 0): string =>
  `${value.toFixed(digits)}${value > most ? " !" : ""}`.padStart(10);

try {
  const all: Measured[] = [];
  for (const size of values.students.split(",").map(Number)) all.push(...(await measure(size)));
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}, run ${randomUUID()}`,
  );
  console.log("page           students   requests read units   KB/100        ms     own ms        KB");
  for (const { page, size, requests, units, milliseconds, own, kilobytes } of all)
    console.log(
      page.padEnd(14) +
        String(size).padStart(9) +
        mark(requests, LIMITS.requests) +
        units.toFixed(1).padStart(11) +
        ((units * 4 * 100) / size).toFixed(1).padStart(9) +
        mark(milliseconds, Number.POSITIVE_INFINITY, 1) +
        mark(own, LIMITS.milliseconds, 1) +
        mark(kilobytes, LIMITS.kilobytes, 1),
    );
  const matrix = all.filter(({ page }) => page === "matrix");
  const growth = (matrix.at(-1)?.requests ?? 0) / (matrix[0]?.requests ?? 1);
  console.log(`matrix: ${growth.toFixed(2)} × the requests of the smaller school (at most ${LIMITS.growth})`);
} finally {
  client.destroy();
  await database.stop();
}
