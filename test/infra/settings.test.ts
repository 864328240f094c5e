import recommended from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };
import { expect, test } from "vitest";
import config from "../../cdk.json" with { type: "json" };
import { identityOf, readSettings } from "../../infra/settings.ts";

const said: Record<string, unknown> = config.context;

test("cdk.json holds a setting for everything that must be said", () => {
  expect(readSettings((name) => said[name])).toMatchObject({ stage: "dev", sender: "career-advising@example.edu" });
});

test("every setting at fault is named at once", () => {
  const wrong: Record<string, unknown> = { ...said, stage: "test", sender: "nobody", region: "Boston" };
  expect(() => readSettings((name) => wrong[name])).toThrow(/stage.*region.*sender/s);
});

test("a setting at fault is told in words, with what is there or missing", () => {
  const wrong: Record<string, unknown> = { ...said, stage: "test", sender: undefined, region: "Boston" };
  expect(() => readSettings((name) => wrong[name])).toThrow(
    "  stage is neither dev nor prod\n  region is no AWS region such as us-east-1\n  sender is missing",
  );
});

test("a setting that is missing is named", () => {
  expect(() => readSettings((name) => (name === "schoolAddress" ? undefined : said[name]))).toThrow(/schoolAddress/);
});

test.each(["career-advising@example.edu", "Example.edu", "edu"])("%s can vouch for the sender", (senderIdentity) => {
  const settings: Record<string, unknown> = { ...said, senderIdentity };
  expect(readSettings((name) => settings[name])).toMatchObject({ senderIdentity });
});

test.each(["other@example.edu", "ample.edu", "mail.example.edu", ""])(
  "an identity that cannot vouch for the sender is a fault: %j",
  (senderIdentity) => {
    const settings: Record<string, unknown> = { ...said, senderIdentity };
    expect(() => readSettings((name) => settings[name])).toThrow(/senderIdentity/);
  },
);

test("what SES verifies is the sender's domain, unless another identity is named", () => {
  expect(identityOf({ sender: "advising@med.school.edu" })).toBe("med.school.edu");
  expect(identityOf({ sender: "advising@med.school.edu", senderIdentity: "school.edu" })).toBe("school.edu");
});

test.each(["bounces.example.edu", "a.b.Example.edu"])("bounces may go to %s, which is below the domain", (mailFrom) => {
  const settings: Record<string, unknown> = { ...said, mailFrom };
  expect(readSettings((name) => settings[name])).toMatchObject({ mailFrom });
});

test.each(["example.edu", "bounces.other.edu", "bouncesexample.edu", "no domain", ""])(
  "bounces may not go to %j: SES takes a domain below the identity's alone",
  (mailFrom) => {
    const settings: Record<string, unknown> = { ...said, mailFrom };
    expect(() => readSettings((name) => settings[name])).toThrow(/mailFrom/);
  },
);

test("cdk.json decides every feature flag that the library recommends, so that an update changes no template unseen", () => {
  expect(Object.keys(recommended).filter((flag) => !(flag in config.context))).toEqual([]);
});
