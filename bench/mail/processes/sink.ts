import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as z from "zod/mini";

/**
 * Runs in a process of its own: answers `SendBulkEmail` as SES v2 does and counts what it took, by recipient and
 * template. Told to, it throttles some calls, and drops the answer of some after it took their mails.
 */
const Bulk = z.object({
  DefaultContent: z.object({ Template: z.object({ TemplateName: z.string() }) }),
  BulkEmailEntries: z.array(
    z.object({
      Destination: z.object({ ToAddresses: z.tuple([z.string()]) }),
      ReplacementTags: z.optional(z.array(z.object({ Name: z.string(), Value: z.string() }))),
    }),
  ),
});

const Begin = z.object({ students: z.int(), throttle: z.number(), lose: z.number() });

let plan: z.infer<typeof Begin> = { students: 0, throttle: 0, lose: 0 };
let copies = new Map<string, Uint8Array>();
let figures = { accepted: 0, calls: 0, throttled: 0, lost: 0 };
/** Only under faults, when somebody asks: each as `<student's key>/<wave>/<attempt>`. */
let taken: string[] = [];
let random = 1;

// The same faults in every run: a linear congruential generator (Numerical Recipes).
const chance = (): number => {
  random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
  return random / 2 ** 32;
};

const copiesOf = (template: string): Uint8Array => {
  const known = copies.get(template) ?? new Uint8Array(plan.students);
  copies.set(template, known);
  return known;
};

const nameOf = (tags: readonly { Name: string; Value: string }[]): string =>
  ["student", "wave", "attempt"].map((name) => tags.find(({ Name }) => Name === name)?.Value).join("/");

const take = ({ DefaultContent, BulkEmailEntries }: z.infer<typeof Bulk>) => {
  const counted = copiesOf(DefaultContent.Template.TemplateName);
  return BulkEmailEntries.map(({ Destination, ReplacementTags = [] }) => {
    if (plan.lose > 0) taken.push(nameOf(ReplacementTags));
    const nth = Number(/^student-(\d+)@/.exec(Destination.ToAddresses[0])?.[1]);
    counted[nth] = (counted[nth] ?? 0) + 1;
    figures.accepted += 1;
    return { Status: "SUCCESS", MessageId: `0100019f${String(figures.accepted).padStart(8, "0")}-${"0".repeat(36)}` };
  });
};

const reply = (response: ServerResponse, status: number, body: unknown, type?: string): void => {
  response.writeHead(status, {
    "content-type": "application/json",
    ...(type === undefined ? {} : { "x-amzn-errortype": type }),
  });
  response.end(JSON.stringify(body));
};

const bulk = (text: string, response: ServerResponse): void => {
  figures.calls += 1;
  if (plan.throttle > 0 && chance() < plan.throttle) {
    figures.throttled += 1;
    reply(response, 429, { message: "Maximum sending rate exceeded." }, "TooManyRequestsException");
    return;
  }
  const results = take(Bulk.parse(JSON.parse(text)));
  if (plan.lose > 0 && chance() < plan.lose) {
    figures.lost += 1;
    response.destroy();
    return;
  }
  reply(response, 200, { BulkEmailEntryResults: results });
};

const begin = (text: string, response: ServerResponse): void => {
  plan = Begin.parse(JSON.parse(text));
  copies = new Map();
  taken = [];
  figures = { accepted: 0, calls: 0, throttled: 0, lost: 0 };
  random = 1;
  reply(response, 200, {});
};

const tally = (response: ServerResponse): void => {
  const held = [...copies].map(([template, counted]) => [template, Buffer.from(counted).toString("base64")]);
  reply(response, 200, { ...figures, copies: Object.fromEntries(held) });
};

type Answer = (text: string, response: ServerResponse) => void;

const ANSWERS: Record<string, Answer> = {
  "/v2/email/outbound-bulk-emails": bulk,
  "/bench/begin": begin,
  "/bench/tally": (_, response) => tally(response),
  "/bench/figures": (_, response) => reply(response, 200, figures),
  "/bench/taken": (_, response) => reply(response, 200, taken),
};

const answer = (request: IncomingMessage, text: string, response: ServerResponse): void =>
  (ANSWERS[request.url ?? ""] ?? (() => reply(response, 404, {})))(text, response);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => answer(request, Buffer.concat(chunks).toString("utf8"), response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit(0));
