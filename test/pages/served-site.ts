import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { parseLinkKeys } from "#adapters/links/link-keys.ts";
import { signLink } from "#adapters/links/link-token.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import { readRules } from "#files/program-folder/read-program.ts";
import { readRequest } from "../../functions/site/request.ts";
import { answerOrApologize, type SiteNeeds } from "../../functions/site/site.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";

const keys = parseLinkKeys(JSON.stringify({ kid: "k1", key: randomBytes(48).toString("base64url") }));

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};

/** The event that the HTTP API would make of a request. */
export const eventOf = async (request: IncomingMessage, now: string) => ({
  rawPath: new URL(request.url ?? "/", "http://localhost").pathname,
  cookies: request.headers.cookie?.split("; ") ?? [],
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
  requestContext: { http: { method: request.method ?? "GET" }, timeEpoch: Date.parse(now) },
  body: await bodyOf(request),
});

const answerTo = async (needs: SiteNeeds, request: IncomingMessage, response: ServerResponse, now: string) => {
  const { statusCode, headers, cookies, body } = await answerOrApologize(
    needs,
    readRequest(await eventOf(request, now)),
    async (failure) => console.error(failure),
  );
  // A policy for https would outlive the test in the browser's memory of localhost.
  const { "strict-transport-security": _, ...local } = headers;
  response.writeHead(statusCode, { ...local, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) }).end(body);
};

/** Where every test stands in time: the morning on which the April survey went out. */
export const NOW = "2027-04-01T14:04:00.000Z";

/**
 * The site of the program of seven milestones on localhost, with fresh records in memory; `ada` has had every mail of
 * its milestones.
 */
export const serveSite = async () => {
  const read = await readRules(SEVEN_MILESTONES, 2027);
  if (!read.ok) throw new Error("The program has faults");
  const { program } = read;
  const { parts, accessCodes, choices } = memoryRecords();
  await accessCodes.save("ada", "7KQX-94TF-2MHB");
  const server = createServer((request, response) => void answerTo(needs, request, response, NOW));
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const address = server.address();
  const siteUrl = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  const codes = accessCodes;
  const occurrenceOf = (id: string) => findOccurrence(program, id);
  const needs: SiteNeeds = { program, occurrenceOf, parts, codes, choices, keys: async () => keys, siteUrl };

  /** A link of `student`, who gets a part of that occurrence as the mail would make it. */
  const linkTo = async (occurrence: string, student: string, expiresAt?: string): Promise<string> => {
    const found = findOccurrence(program, occurrence);
    if (found === undefined) throw new Error(`No ${occurrence}`);
    const { milestone } = found;
    const part = {
      occurrence,
      milestone: milestone.id,
      student,
      cohort: "pathways-2029",
      asks: milestone.ask && ("answer" as const),
    };
    await parts.claim([part], "open", { plannedAt: NOW, at: NOW });
    const link = { program: program.id, student, occurrence, expiresAt: expiresAt ?? linkExpiresAt(program, found) };
    return `${siteUrl}/s/${signLink(keys, link)}`;
  };
  /** A link of `student` about choices, as a mail of that kind holds it. */
  const choicesOf = (student: string, place: "unsubscribe" | "preferences", kind: DeclinableKind): string => {
    const token = signChoiceLink(keys, { program: "hms", student, kind, expiresAt: "2027-12-01T00:00:00.000Z" });
    return `${siteUrl}/${place === "unsubscribe" ? "u" : "p"}/${token}`;
  };
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { program, parts, choices, siteUrl, linkTo, choicesOf, stop };
};
