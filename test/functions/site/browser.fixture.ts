import { createSecretKey } from "node:crypto";
import { type LinkKeys, signLink } from "#adapters/links/link-token.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import { readRequest } from "../../../functions/site/request.ts";
import { answerOrApologize, type SiteNeeds } from "../../../functions/site/site.ts";
import { HttpRequest } from "../../../functions/web/http-request.ts";
import { program as rules } from "../../domain/calendar/program.fixture.ts";

export const site = "https://careers.school.example";
export const keys: LinkKeys = { current: { kid: "k1", key: createSecretKey("a".repeat(64), "utf8") } };
export const survey = "retake-cim-survey@2027";
export const accessCode = "cim-access-code@2025";
export const meeting = "road-to-residency-1@2028";
export const morning = "2027-04-01T14:00:00.000Z";

/** The rules of the default program, where the first milestone's page shows an access code. */
export const program = Program.parse({
  ...rules,
  milestones: rules.milestones.map((milestone) => ({
    ...milestone,
    title: milestone.id === "retake-cim-survey" ? "Careers in Medicine survey, second time" : milestone.title,
    showsAccessCode: milestone.id === "cim-access-code",
  })),
});

/** A signed link's token for the student `ada`; expires when the mail's own link would, unless told. */
export const tokenFor = (
  occurrence: string,
  change: { program?: string; student?: string; expiresAt?: string } = {},
): string => {
  const found = findOccurrence(program, occurrence);
  const expiresAt = found === undefined ? "2027-12-01T00:00:00.000Z" : linkExpiresAt(program, found);
  return signLink(keys, { program: "hms", student: "ada", occurrence, expiresAt, ...change });
};

/** The site in memory, where `ada` has had the opening mail of the survey, the access code and a class meeting. */
export const openSite = async ({
  program: of = program,
  ...change
}: Partial<SiteNeeds> & { program?: Program } = {}) => {
  const { parts, accessCodes, choices } = memoryRecords();
  for (const occurrence of [survey, accessCode, meeting]) {
    const [milestone = ""] = occurrence.split("@");
    const part = {
      occurrence,
      milestone,
      student: "ada",
      cohort: "pathways-2029",
      asks: occurrence === survey ? ("answer" as const) : undefined,
    };
    await parts.claim([part], "open", { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:04.000Z" });
  }
  await accessCodes.save("ada", "CIM-4827-<QX>");
  const needs: SiteNeeds & { program: Program } = {
    program: of,
    occurrenceOf: (id) => findOccurrence(of, id),
    parts,
    codes: accessCodes,
    choices,
    keys: async () => keys,
    siteUrl: site,
    ...change,
  };
  /** What the log was told. */
  const failures: string[] = [];
  const ask = (event: Partial<HttpRequest> & { method?: string; path: string; at?: string }) => {
    const { method = "GET", path, at = morning, ...rest } = event;
    const requestContext = { http: { method }, timeEpoch: Date.parse(at) };
    return answerOrApologize(
      needs,
      readRequest(HttpRequest.parse({ rawPath: path, headers: {}, requestContext, ...rest })),
      async (failure) => void failures.push(String(failure)),
    );
  };
  return { needs, parts, choices, ask, failures };
};

export type Site = Awaited<ReturnType<typeof openSite>>;

/** What a browser does: keeps the page's cookie, fills its form, and says where the form came from. */
export const browse = async ({ ask }: Site, token: string, at: string = morning) => {
  const path = `/s/${token}`;
  const page = await ask({ path, at });
  const cookies = page.cookies.map((cookie) => cookie.split(";")[0] ?? "");
  const nonce = /name="nonce" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
  const send = (form: Record<string, string>, change: Partial<HttpRequest> & { undo?: boolean } = {}) => {
    const { undo = false, headers, ...rest } = change;
    return ask({
      method: "POST",
      path: undo ? `${path}/undo` : path,
      at,
      cookies,
      body: new URLSearchParams({ nonce, ...form }).toString(),
      ...rest,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: site,
        "sec-fetch-site": "same-origin",
        ...headers,
      },
    });
  };
  return { page, cookies, nonce, path, send };
};
