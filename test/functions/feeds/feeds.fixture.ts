import { newFeedSecret } from "#adapters/feeds/feed-address.ts";
import { signCalendarLink } from "#adapters/links/calendar-token.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { rememberedSessions } from "#adapters/sessions/remembered-sessions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { answerOrApologize } from "../../../functions/feeds/feeds.ts";
import type { FeedsNeeds } from "../../../functions/feeds/needs.ts";
import type { Reply } from "../../../functions/web/reply.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";
import { stored } from "../class.fixture.ts";

export const NOW = "2027-01-10T13:00:00.000Z";
const SITE = "https://careers.school.example";
const REVISED = "2026-07-01T04:00:00.000Z";

export const senior = (nth: number) => stored(nth, { anchors: { matriculation: 2024, graduation: 2028 } });

export const known = (change: Partial<KnownSession> = {}): KnownSession => ({
  ...session({ rsvp: "yes-no", capacity: 1, link: "https://meet.example.edu/rtr1?a=1,2" }),
  ...{ sequence: 0, revisedAt: REVISED, givenAt: REVISED, history: [] },
  ...change,
});

export const moved: KnownSession = known({
  ...{ startsAt: "2027-01-27T22:30:00.000Z", endsAt: "2027-01-28T00:00:00.000Z", place: "TMEC 448" },
  ...{ sequence: 1, revisedAt: "2027-01-10T12:00:00.000Z", givenAt: "2027-01-10T12:00:00.000Z" },
});

export interface Asked {
  method?: string;
  form?: Record<string, string>;
  cookies?: string[];
  headers?: Record<string, string>;
  now?: string;
}

/** Feeds on records in memory, with two students of one class and a session of theirs. `needs` take other stores. */
export const feedsOf = async (change: (records: MemoryRecords) => Partial<FeedsNeeds> = () => ({})) => {
  const records = memoryRecords();
  for (const nth of [1, 2]) await records.people.save(senior(nth));
  await records.sessions.save(known(), undefined);
  const failures: unknown[] = [];
  const needs: FeedsNeeds = {
    ...{ program, programEdition: "p1", keys: async () => KEYS, siteUrl: SITE, newSecret: newFeedSecret },
    ...{ feeds: records.feeds, people: records.people, guestLists: records.guestLists },
    sessions: rememberedSessions(records.sessions),
    ...change(records),
  };
  const ask = (path: string, asked: Asked = {}): Promise<Reply> => {
    const { method = "GET", form, cookies = [], now = NOW } = asked;
    const headers = { "content-type": "application/x-www-form-urlencoded", ...asked.headers };
    const requestContext = { http: { method }, timeEpoch: Date.parse(now) };
    const body = form && { body: new URLSearchParams(form).toString() };
    const tell = async (failure: unknown) => void failures.push(failure);
    return answerOrApologize(needs, { rawPath: path, cookies, headers, requestContext, ...body }, tell);
  };
  const page = (student = "key-1") =>
    `/c/${signCalendarLink(KEYS, { program: "hms", student, expiresAt: "2030-01-01T00:00:00.000Z" })}`;
  /** Presses a button of the page as a browser does that has just looked at it. */
  const press = async (wish: "make" | "stop", { path = page(), ...more }: Asked & { path?: string } = {}) => {
    const shown = await ask(path);
    const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(shown.body)?.[1] ?? "";
    const cookies = shown.cookies.map((cookie) => cookie.split(";")[0] ?? "");
    const form = { nonce: fieldOf("nonce"), issue: fieldOf("issue"), wish, ...more.form };
    return ask(path, { method: "POST", cookies, ...more, form });
  };
  /** Makes an address; answers its path. */
  const subscribe = async (path = page()): Promise<string> => addressIn(await press("make", { path }));
  return { ...records, records, needs, failures, ask, page, press, subscribe };
};

/** The path of the address that a page shows. */
export const addressIn = ({ body }: Reply): string =>
  /https:\/\/careers\.school\.example(\/f\/[^<"]+)/.exec(body)?.[1] ?? "";
