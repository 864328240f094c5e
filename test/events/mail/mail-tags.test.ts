import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  digestTags,
  mailingTags,
  mailTags,
  readDigestTags,
  readListedTags,
  readMailTags,
  type TaggedMail,
} from "#events/mail/mail-tags.ts";

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,60}$/);
const wave = fc.oneof(
  fc.constantFrom("open", "last-call"),
  fc.nat().map((nth) => `remind-${nth}`),
);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const mails = fc
  .record({
    program: id,
    milestone: id,
    on: fc.oneof(
      fc.integer({ min: 1000, max: 9999 }).map(String),
      fc.date({ min: new Date("1900-01-01"), max: new Date("2999-12-31"), noInvalidDate: true }).map(dayOf),
    ),
    wave,
    student: fc.stringMatching(/^[\w-]{1,100}$/),
    seconds: fc.nat({ max: 99_999_999_999 }),
    attempt: fc.integer({ min: 1, max: 999_999_999 }),
  })
  .map(
    ({ program, milestone, on, wave, student, seconds, attempt }): TaggedMail => ({
      program,
      milestone,
      occurrence: `${milestone}@${on}`,
      wave,
      plannedAt: new Date(seconds * 1000).toISOString(),
      student,
      attempt,
    }),
  );

const tagsOf = (mail: TaggedMail): Record<string, string> => mailTags(mailingTags(mail), mail);
const listed = (tags: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));

const ada: TaggedMail = {
  program: "hms",
  milestone: "retake-cim-survey",
  occurrence: "retake-cim-survey@2027",
  wave: "open",
  plannedAt: "2027-04-01T13:00:00.000Z",
  student: "_Zx-81Kq4vT0aB3_9wLm-2",
  attempt: 3,
};

describe("the tags of a mail", () => {
  test("name the same mail again that they were made of, as they were sent and as SES's events list them", () => {
    fc.assert(
      fc.property(mails, (mail) => {
        expect(readMailTags(tagsOf(mail))).toEqual(mail);
        expect(readListedTags({ ...listed(tagsOf(mail)), "ses:caller-identity": ["matchward"] })).toEqual(mail);
      }),
    );
  });

  test("hold what SES takes: ASCII letters, digits, _ and -", () => {
    fc.assert(
      fc.property(mails, (mail) => {
        for (const part of Object.entries(tagsOf(mail)).flat()) expect(part).toMatch(/^[\w-]{1,256}$/);
      }),
    );
  });

  test("never have two mails in common", () => {
    fc.assert(
      fc.property(mails, mails, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(tagsOf(one)).not.toEqual(tagsOf(other));
      }),
    );
  });

  test("are not made of what is no occurrence", () => {
    expect(() => tagsOf({ ...ada, occurrence: "retake-cim-survey" })).toThrow(RangeError);
  });

  test("keep the planned time to the second", () => {
    expect(readMailTags(tagsOf({ ...ada, plannedAt: "2027-04-01T13:00:00.700Z" }))).toEqual(ada);
  });
});

describe("tags that name none of our mails", () => {
  test.each(Object.keys(tagsOf(ada)))("are those where %s is missing, is there twice or is empty", (tag) => {
    const { [tag]: value = "", ...others } = tagsOf(ada);
    expect(readListedTags(listed({ ...others, [tag]: value }))).toEqual(ada);
    expect(readMailTags(others)).toBeUndefined();
    expect(readMailTags({ ...others, [tag]: "" })).toBeUndefined();
    for (const wrong of [[], [value, value], [""]])
      expect(readListedTags({ ...listed(others), [tag]: wrong })).toBeUndefined();
  });

  test("are none at all", () => {
    expect(readMailTags({})).toBeUndefined();
    expect(readListedTags({})).toBeUndefined();
  });

  test("are read whole or not at all, whatever they are", () => {
    const value = fc.array(fc.oneof(fc.string(), fc.constantFrom("0", "99999999999", "-1", "1e3", "2027")), {
      maxLength: 2,
    });
    const tags = fc.dictionary(fc.constantFrom(...Object.keys(tagsOf(ada)), "__proto__"), value);
    fc.assert(
      fc.property(tags, (some) => {
        const mail = readListedTags({ ...listed(tagsOf(ada)), ...some });
        if (mail === undefined) return;
        expect(mail.plannedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
        expect(mail.attempt).toBeGreaterThan(0);
        expect(mail.occurrence).toMatch(/@\d{4}(-\d\d-\d\d)?$/);
      }),
    );
  });
});

test("what else is in a digest comes back by its tags, and whatever is none of ours names nothing", () => {
  const others: TaggedMail[] = [
    { ...ada, occurrence: "session:dinner.2027-02", wave: "open", attempt: 3 },
    { ...ada, occurrence: "advising@2027-05-06", wave: "remind-2" },
  ];
  const also = digestTags(others.map((mail) => ({ ...mailingTags(mail), attempt: mail.attempt })));
  for (const value of Object.values(also)) expect(value).toMatch(/^[\w-]{1,256}$/);
  const tags = listed({ ...tagsOf(ada), ...also });
  expect(readListedTags(tags)).toEqual(ada);
  const plain = (mails: readonly TaggedMail[]) => mails.map(({ milestone: _, ...mail }) => mail);
  expect(plain(readDigestTags(tags, ada))).toEqual(plain(others));
  const broken = ["", "a--b", "a--2027--open--1--1--1", "a--2027--ppen--1--1"];
  expect(broken.flatMap((value) => readDigestTags({ "also-1": [value] }, ada))).toEqual([]);
});

test("a session's mail comes back by its tags, dots of its id and all", () => {
  for (const occurrence of ["session:dinner.2027-02", "session:RtR_1", "session:sis-dermatology-2026"]) {
    const mail: TaggedMail = { ...ada, occurrence, wave: "moved-2" };
    const tags = tagsOf(mail);
    for (const value of Object.values(tags)) expect(value).toMatch(/^[\w-]{1,256}$/);
    expect(readMailTags(tags)?.occurrence).toBe(occurrence);
  }
});
