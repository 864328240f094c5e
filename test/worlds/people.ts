import type { Reply } from "../../functions/site/reply.ts";
import { readRequest, type SiteRequest } from "../../functions/site/request.ts";
import type { Ground } from "./ground.ts";
import type { Accepted } from "./ses.ts";
import { SITE } from "./wiring.ts";

/** Asks the site; `answered` hears nothing where the site died. */
export type Ask = (request: SiteRequest, answered: (reply: Reply) => void) => void;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What a browser or a scanner does with a link. */
interface Doing {
  method?: string;
  undo?: boolean;
  cookies?: string[];
  headers?: Record<string, string>;
  form?: Record<string, string>;
}

/** The request as the HTTP API hands it to the site. */
const request = ({ agenda }: Ground, token: string, doing: Doing = {}): SiteRequest =>
  readRequest({
    rawPath: `/s/${token}${doing.undo ? "/undo" : ""}`,
    cookies: doing.cookies ?? [],
    headers: { "content-type": "application/x-www-form-urlencoded", ...doing.headers },
    requestContext: { http: { method: doing.method ?? "GET" }, timeEpoch: agenda.now() },
    body: new URLSearchParams(doing.form).toString(),
  });

const tokenIn = ({ link }: Accepted): string => link.slice(`${SITE}/s/`.length);

const nonceIn = ({ body }: Reply): string => /name="nonce" value="([^"]+)"/.exec(body)?.[1] ?? "";

const formFrom = (page: Reply, answer: string): Doing => ({
  method: "POST",
  cookies: page.cookies.map((cookie) => cookie.split(";")[0] ?? ""),
  headers: { origin: SITE, "sec-fetch-site": "same-origin" },
  form: { nonce: nonceIn(page), answer },
});

/** A mail scanner: opens the link several times at once, and presses the button of the empty form. */
const scan = (ground: Ground, ask: Ask, token: string): void => {
  const hears = () => {};
  const opens = ["GET", "HEAD", "GET"].slice(0, ground.chance.int(1, 3));
  for (const method of opens)
    ground.agenda.after(ground.chance.int(1, 40) * SECOND, () => ask(request(ground, token, { method }), hears));
  if (ground.chance.is(0.5)) {
    const blind = { method: "POST", form: { answer: "survey" } };
    ground.agenda.after(41 * SECOND, () => ask(request(ground, token, blind), hears));
  }
};

/** A student: opens the page, answers, and takes it back now and then. */
const visit = (ground: Ground, ask: Ask, token: string): void =>
  ask(request(ground, token), (page) => {
    const { agenda, chance } = ground;
    const answer = chance.pick(["survey", "survey", "survey", "not-yet"]);
    const post = (change: Doing = {}) =>
      ask(request(ground, token, { ...formFrom(page, answer), ...change }), () => {});
    agenda.after(chance.int(5, 300) * SECOND, () => post());
    if (chance.is(0.2)) agenda.after(301 * SECOND, () => post());
    if (chance.is(0.2)) agenda.after(chance.int(400, 90_000) * SECOND, () => post({ undo: true }));
  });

/** People read their mail at any time, or at the hour at which it usually comes: just when the next one is on its way. */
const readingDelay = ({ chance }: Ground): number =>
  chance.is(0.15)
    ? chance.int(1, 9 * 24) * HOUR
    : chance.pick([0, 7, 7, 7]) * 24 * HOUR + chance.int(1, 20 * 60) * SECOND;

/** What a mailbox sets going: its scanner at once, and its student some time in the next days, or never. */
export const mailbox = (ground: Ground, ask: Ask, mail: Accepted): void => {
  const { agenda, chance } = ground;
  const token = tokenIn(mail);
  if (chance.is(0.5)) scan(ground, ask, token);
  if (chance.is(0.6)) agenda.after(readingDelay(ground), () => visit(ground, ask, token));
};
