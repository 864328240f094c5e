import { expect, test } from "vitest";
import config from "../../cdk.json" with { type: "json" };
import { readSettings } from "../../infra/settings.ts";

const said: Record<string, unknown> = config.context;

test("cdk.json holds a setting for everything that must be said", () => {
  expect(readSettings((name) => said[name])).toMatchObject({ stage: "dev", sender: "career-advising@example.edu" });
});

test("every setting at fault is named at once", () => {
  const wrong: Record<string, unknown> = { ...said, stage: "test", sender: "nobody", region: "Boston" };
  expect(() => readSettings((name) => wrong[name])).toThrow(/stage.*region.*sender/s);
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
