import { DECLINABLE_KINDS, type DeclinableKind } from "#domain/people/mail-kinds.ts";
import { readRequest, type SiteRequest } from "../../../functions/site/request.ts";
import type { Reply } from "../../../functions/web/reply.ts";
import type { Accepted } from "../services/ses.ts";
import type { Ground } from "./ground.ts";
import { oldChoiceToken, SITE } from "./wiring.ts";

/** Asks the site; `answered` hears nothing where the site died. */
export type Ask = (request: SiteRequest, answered: (reply: Reply) => void) => void;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What a browser or a scanner does with a link. */
interface Doing {
  method?: string;
  /** The first part of the path: a survey's page, a page of choices, or a mailbox's one click. */
  place?: "s" | "p" | "u";
  undo?: boolean;
  cookies?: string[];
  headers?: Record<string, string>;
  form?: Record<string, string> | [string, string][];
}

/** The request as the HTTP API hands it to the site. */
const request = ({ agenda }: Ground, token: string, doing: Doing = {}): SiteRequest =>
  readRequest({
    rawPath: `/${doing.place ?? "s"}/${token}${doing.undo ? "/undo" : ""}`,
    cookies: doing.cookies ?? [],
    headers: { "content-type": "application/x-www-form-urlencoded", ...doing.headers },
    requestContext: { http: { method: doing.method ?? "GET" }, timeEpoch: agenda.now() },
    body: new URLSearchParams(doing.form).toString(),
  });

const tokenIn = (link: string): string => link.slice(`${SITE}/s/`.length);

const nonceIn = ({ body }: Reply): string => /name="nonce" value="([^"]+)"/.exec(body)?.[1] ?? "";

const formFrom = (page: Reply, answers: readonly [string, string][]): Doing => ({
  method: "POST",
  cookies: page.cookies.map((cookie) => cookie.split(";")[0] ?? ""),
  headers: { origin: SITE, "sec-fetch-site": "same-origin" },
  form: [["nonce", nonceIn(page)], ...answers],
});

/** A mailbox's one click (RFC 8058), from nowhere and without a cookie. */
const clickOnce = (ground: Ground, ask: Ask, token: string): void => {
  const form = { "List-Unsubscribe": "One-Click" };
  ask(request(ground, token, { place: "u", method: "POST", form }), () => {});
};

/** A student opens the page of choices and, so many milliseconds later, wants these kinds and no others. */
const choose = (ground: Ground, ask: Ask, token: string, wanted: readonly DeclinableKind[], after: number): void =>
  ask(request(ground, token, { place: "p" }), (page) => {
    const answers = wanted.map((kind): [string, string] => ["wanted", kind]);
    const form = { ...formFrom(page, answers), place: "p" as const };
    ground.agenda.after(after, () => ask(request(ground, token, form), () => {}));
  });

const someKinds = ({ chance }: Ground): DeclinableKind[] => DECLINABLE_KINDS.filter(() => chance.is(0.4));

/** Declines what the mail is, or chooses on the page; half of the times all of it is wanted again some days later. */
const decline = (ground: Ground, ask: Ask, { choices, oneClick }: Accepted): void => {
  const { agenda, chance } = ground;
  const token = tokenIn(choices);
  if (chance.is(0.5)) clickOnce(ground, ask, tokenIn(oneClick));
  else choose(ground, ask, token, someKinds(ground), chance.int(5, 300) * SECOND);
  if (chance.is(0.5))
    agenda.after(chance.int(1, 200) * HOUR, () => choose(ground, ask, token, DECLINABLE_KINDS, SECOND));
};

/** Answers an open page, which takes a second at the most. */
const answerAtOnce = (ground: Ground, ask: Ask, token: string): void =>
  ask(request(ground, token), (page) => {
    const post = request(ground, token, formFrom(page, [["answer", "survey"]]));
    ground.agenda.after(ground.chance.int(0, 1_000), () => ask(post, () => {}));
  });

/**
 * In the moment in which a mail is being sent, its student answers an earlier one, or chooses anew with a mail of last
 * year at hand.
 */
export const meddle = (ground: Ground, ask: Ask, student: string, earlier: Accepted | undefined): void => {
  const { agenda, chance } = ground;
  if (earlier !== undefined && chance.is(0.25)) {
    answerAtOnce(ground, ask, tokenIn(earlier.link));
    return;
  }
  const token = oldChoiceToken(student, chance.pick(["nudges", "nudges", "nudges", "calendar"]));
  const soon = (): number => (chance.is(0.9) ? chance.int(0, 250) : chance.int(0, 60) * SECOND);
  const isClick = chance.is(0.8);
  const wanted = chance.is(0.5) ? DECLINABLE_KINDS : someKinds(ground);
  agenda.after(soon(), () => (isClick ? clickOnce(ground, ask, token) : choose(ground, ask, token, wanted, soon())));
  const wantAgain = () => choose(ground, ask, token, DECLINABLE_KINDS, SECOND);
  if (chance.is(0.8)) agenda.after(chance.int(1, 72) * HOUR, wantAgain);
};

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
      ask(request(ground, token, { ...formFrom(page, [["answer", answer]]), ...change }), () => {});
    agenda.after(chance.int(5, 300) * SECOND, () => post());
    if (chance.is(0.2)) agenda.after(301 * SECOND, () => post());
    if (chance.is(0.2)) agenda.after(chance.int(400, 90_000) * SECOND, () => post({ undo: true }));
  });

/**
 * People read their mail at any time, or at the hour at which it usually comes: just when the next one is on its way.
 */
const readingDelay = ({ chance }: Ground): number =>
  chance.is(0.15)
    ? chance.int(1, 9 * 24) * HOUR
    : chance.pick([0, 7, 7, 7]) * 24 * HOUR + chance.int(1, 20 * 60) * SECOND;

/** What a mailbox sets going: its scanner at once, and its student some time in the next days, or never. */
export const mailbox = (ground: Ground, ask: Ask, mail: Accepted): void => {
  const { agenda, chance } = ground;
  const token = tokenIn(mail.link);
  if (chance.is(0.5)) scan(ground, ask, token);
  if (chance.is(0.6)) agenda.after(readingDelay(ground), () => visit(ground, ask, token));
  if (mail.oneClick !== "" && chance.is(0.15)) agenda.after(readingDelay(ground), () => decline(ground, ask, mail));
};
