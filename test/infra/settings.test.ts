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

test("a setting at fault is told in words, with what is there or missing", () => {
  const wrong: Record<string, unknown> = { ...said, stage: "test", sender: undefined, region: "Boston" };
  expect(() => readSettings((name) => wrong[name])).toThrow(
    "  stage is neither dev nor prod\n  region is no AWS region such as us-east-1\n  sender is missing",
  );
});

test("a production stage does not take the sample's sender or postal address", () => {
  const prod: Record<string, unknown> = { ...said, stage: "prod" };
  expect(() => readSettings((name) => prod[name])).toThrow(/sender .* is invented.*\n.*schoolAddress is invented/);
  const own = { ...prod, sender: "advising@school.edu", schoolAddress: "25 Example Street, Boston, MA" };
  expect(readSettings((name) => new Map(Object.entries(own)).get(name))).toMatchObject({ stage: "prod" });
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
