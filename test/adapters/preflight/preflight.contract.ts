import { expect, test } from "vitest";
import type { Choices } from "#adapters/choices/choices.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Preflight } from "#adapters/preflight/preflight.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";

import { session } from "../../domain/sessions/session.fixture.ts";

const at = "2027-04-01T14:00:00.000Z";
const later = "2027-04-02T14:00:00.000Z";
const run = { occurrence: "retake-cim-survey@2027", wave: "remind-1" };
const other = { occurrence: "retake-cim-survey@2027", wave: "remind-2" };
const reason = "5 of 100 mails bounced";

/** What any look at all that speaks against mails does; `open` makes empty stores, and the look at them. */
export const preflightContract = (
  open: () => Promise<{ choices: Choices; mailings: Mailings; sessions: Sessions; preflight: Preflight }>,
): void => {
  test("nothing speaks against mails of a school where nobody chose and nothing was paused", async () => {
    const { preflight } = await open();
    expect(await preflight.check(run, ["class1-ada", "class2-ben"])).toEqual({ declined: new Map(), isPaused: false });
  });

  test("of many students, those who declined anything are told, and none who were not asked about", async () => {
    const { choices, preflight } = await open();
    const students = Array.from({ length: 130 }, (_, index) => `class${index}-ada`);
    await choices.decline("class7-ada", "nudges", at);
    await choices.decline("class7-ben", "nudges", at);
    await choices.save("class120-ada", ["calendar", "enrichment"], at);
    const declined = { "class7-ada": ["nudges"], "class120-ada": ["calendar", "enrichment"] };
    const told = await preflight.check(run, [...students, "class7-ada"]);
    expect(told).toEqual({ declined: new Map(Object.entries(declined)), isPaused: false });
  });

  test("what was taken back speaks against nothing", async () => {
    const { choices, preflight } = await open();
    await choices.decline("class1-ada", "nudges", at);
    await choices.save("class1-ada", [], later);
    expect((await preflight.check(run, ["class1-ada"])).declined).toEqual(new Map());
  });

  test("of a session's mailing it is told at which sequence the session stands, of no other mailing", async () => {
    const { sessions, mailings, preflight } = await open();
    const dinner = { ...session({ id: "dinner-2027" }), revisedAt: at, givenAt: at, history: [] };
    const invitation = { occurrence: "session:dinner-2027", wave: "open" };
    expect(await preflight.check(invitation, ["class1-ada"])).toEqual({ declined: new Map(), isPaused: false });
    await sessions.save({ ...dinner, sequence: 3 }, undefined);
    await mailings.pause(invitation, { at, reason });
    expect(await preflight.check(invitation, [])).toEqual({ declined: new Map(), isPaused: true, sequence: 3 });
    expect(await preflight.check(run, [])).toEqual({ declined: new Map(), isPaused: false });
  });

  test("a paused mailing is told, also where nobody is asked about, until it goes on; another mailing's pause is not", async () => {
    const { mailings, preflight } = await open();
    await mailings.pause(other, { at, reason });
    expect(await preflight.check(run, [])).toEqual({ declined: new Map(), isPaused: false });
    await mailings.pause(run, { at, reason });
    expect(await preflight.check(run, [])).toEqual({ declined: new Map(), isPaused: true });
    await mailings.resume(run, { since: at, at: later });
    expect(await preflight.check(run, ["class1-ada"])).toEqual({ declined: new Map(), isPaused: false });
  });
};
