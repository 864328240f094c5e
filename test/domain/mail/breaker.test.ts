import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countMailing, type MailingCounts, whyPause } from "#domain/mail/breaker.ts";
import { MAIL_STATES, type MailStateName } from "#domain/parts/mail-states.ts";

const AT = "2027-04-01T13:00:00.000Z";
const LATER = "2027-04-01T14:00:00.000Z";

const part = (state: MailStateName, at = AT, wave = "open") => ({
  mails: { [wave]: { state, plannedAt: AT, attempt: 1, at } },
});
const parts = (count: number, state: MailStateName, at = AT) => Array.from({ length: count }, () => part(state, at));

describe("a run is counted", () => {
  test("by what went out, of that wave alone", () => {
    const run = [
      ...parts(3, "sent"),
      ...parts(2, "delivered"),
      ...parts(2, "bounced"),
      ...parts(1, "complained"),
      ...parts(4, "rejected"),
      ...parts(1, "ambiguous"),
      ...parts(1, "retry"),
      ...parts(1, "claimed"),
      part("bounced", AT, "remind-1"),
    ];
    expect(countMailing(run, "open")).toEqual({ sent: 8, bounced: 2, complained: 1 });
  });

  test("from the moment on at which staff took it up again", () => {
    const run = [...parts(50, "bounced"), ...parts(10, "delivered", LATER), ...parts(1, "bounced", LATER)];
    expect(countMailing(run, "open", AT)).toEqual({ sent: 11, bounced: 1, complained: 0 });
  });
});

describe("a run pauses", () => {
  test.each<[MailingCounts, string | undefined, string]>([
    [{ sent: 250, bounced: 5, complained: 0 }, "5 of 250 mails bounced", "at two in a hundred bounces"],
    [{ sent: 251, bounced: 5, complained: 0 }, undefined, "not below"],
    [{ sent: 30, bounced: 4, complained: 0 }, undefined, "not for four dead addresses in a class of thirty"],
    [{ sent: 30, bounced: 5, complained: 0 }, "5 of 30 mails bounced", "for five"],
    [{ sent: 4000, bounced: 0, complained: 2 }, "2 of 4000 mails complained", "at five complaints in ten thousand"],
    [{ sent: 4001, bounced: 0, complained: 2 }, undefined, "not below that"],
    [{ sent: 160, bounced: 0, complained: 1 }, undefined, "not for one complaint in a class"],
    [{ sent: 160, bounced: 0, complained: 2 }, "2 of 160 mails complained", "for two"],
    [{ sent: 0, bounced: 0, complained: 0 }, undefined, "not before anything went out"],
  ])("%j: %s, %s", (counts, reason) => {
    expect(whyPause(counts)).toBe(reason);
  });

  test("at the latest when it is at both limits, and one more failure of its kind never mends it", () => {
    const counts = fc
      .record({ well: fc.nat(10_000), bounced: fc.nat(300), complained: fc.nat(20) })
      .map(({ well, ...failed }) => ({ sent: well + failed.bounced + failed.complained, ...failed }));
    fc.assert(
      fc.property(counts, (run) => {
        const stops = whyPause(run) !== undefined;
        const bounces = run.bounced >= 5 && run.bounced / run.sent >= 0.02;
        const complaints = run.complained >= 2 && run.complained / run.sent >= 0.0005;
        expect(stops).toBe(bounces || complaints);
        const more = { ...run, sent: run.sent + 1 };
        if (bounces) expect(whyPause({ ...more, bounced: run.bounced + 1 })).toBeDefined();
        if (complaints) expect(whyPause({ ...more, complained: run.complained + 1 })).toBeDefined();
      }),
    );
  });

  test("counts no mail twice, whatever its state", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MAIL_STATES)), (states) => {
        const { sent, bounced, complained } = countMailing(
          states.map((state) => part(state)),
          "open",
        );
        expect(sent).toBeLessThanOrEqual(states.length);
        expect(bounced + complained).toBeLessThanOrEqual(sent);
      }),
    );
  });
});
