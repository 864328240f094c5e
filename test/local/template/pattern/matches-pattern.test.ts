import { describe, expect, test } from "vitest";
import { checkPattern, matchesPattern } from "../../../../local/template/pattern/matches-pattern.ts";

const event = {
  id: "17793124-05d4-b198-2fde-7ededc63b103",
  source: "matchward",
  "detail-type": "survey.completed",
  account: "111122223333",
  time: "2027-04-01T13:00:00Z",
  region: "us-east-1",
  resources: ["arn:aws:s3:::rosters", "arn:aws:s3:::reports"],
  detail: {
    revision: 3,
    done: true,
    note: null,
    key: "incoming/Fall Roster.csv",
    empty: [],
    tags: [
      { name: "cohort", value: "pathways-2028" },
      { name: "wave", value: "open" },
    ],
  },
};

const inDetail = (field: string, ...entries: unknown[]) => ({ detail: { [field]: entries } });

describe("a pattern", () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ["exact", { source: ["matchward"] }, true],
    ["exact, with regard to case", { source: ["Matchward"] }, false],
    ["one of several", { source: ["other", "matchward"] }, true],
    ["all fields", { source: ["matchward"], "detail-type": ["survey.reopened"] }, false],
    ["account and time", { account: ["111122223333"], time: [{ prefix: "2027-04-01" }] }, true],
    ["another account", { account: ["444455556666"] }, false],
    ["a number", inDetail("revision", 3), true],
    ["a number is no text", inDetail("revision", "3"), false],
    ["a number written otherwise", inDetail("revision", 3.0), true],
    ["a boolean", inDetail("done", true), true],
    ["a boolean is no text", inDetail("done", "true"), false],
    ["null", inDetail("note", null), true],
    ["null is not absent", inDetail("missing", null), false],
    ["prefix", inDetail("key", { prefix: "incoming/" }), true],
    ["prefix, without regard to case", inDetail("key", { prefix: { "equals-ignore-case": "INCOMING/" } }), true],
    ["prefix with regard to case", inDetail("key", { prefix: "Incoming/" }), false],
    ["prefix of no text", inDetail("revision", { prefix: "3" }), false],
    ["suffix", inDetail("key", { suffix: ".csv" }), true],
    ["suffix, without regard to case", inDetail("key", { suffix: { "equals-ignore-case": ".CSV" } }), true],
    ["another suffix", inDetail("key", { suffix: ".xlsx" }), false],
    ["equals-ignore-case", { source: [{ "equals-ignore-case": "MatchWard" }] }, true],
    ["equals-ignore-case, no part", { source: [{ "equals-ignore-case": "match" }] }, false],
    ["wildcard", inDetail("key", { wildcard: "incoming/*.csv" }), true],
    ["wildcard from end to end", inDetail("key", { wildcard: "*Fall*" }), true],
    ["wildcard, nothing in between", inDetail("key", { wildcard: "incoming/*Fall Roster.csv" }), true],
    ["wildcard is no regular expression", inDetail("key", { wildcard: "incoming.*" }), false],
    ["wildcard, an escaped star", inDetail("key", { wildcard: "incoming/\\*" }), false],
    ["anything-but", { source: [{ "anything-but": "aws.s3" }] }, true],
    ["anything-but itself", { source: [{ "anything-but": "matchward" }] }, false],
    ["anything-but a list", { source: [{ "anything-but": ["a", "matchward"] }] }, false],
    ["anything-but a number", inDetail("revision", { "anything-but": [1, 2] }), true],
    ["anything-but a prefix", inDetail("key", { "anything-but": { prefix: "incoming/" } }), false],
    ["anything-but other prefixes", inDetail("key", { "anything-but": { prefix: ["a", "b"] } }), true],
    ["anything-but a suffix", inDetail("key", { "anything-but": { suffix: ".csv" } }), false],
    ["anything-but in any case", { source: [{ "anything-but": { "equals-ignore-case": ["MATCHWARD"] } }] }, false],
    ["anything-but a wildcard", inDetail("key", { "anything-but": { wildcard: "*/*.csv" } }), false],
    ["anything-but needs the field", inDetail("missing", { "anything-but": "x" }), false],
    ["numeric", inDetail("revision", { numeric: [">", 0, "<=", 3] }), true],
    ["numeric, beyond", inDetail("revision", { numeric: [">", 3] }), false],
    ["numeric, equal", inDetail("revision", { numeric: ["=", 3] }), true],
    ["numeric of a text", { account: [{ numeric: [">", 0] }] }, false],
    ["exists", inDetail("done", { exists: true }), true],
    ["exists, null too", inDetail("note", { exists: true }), true],
    ["exists asks for leaves", { detail: [{ exists: true }] }, false],
    ["does not exist", inDetail("missing", { exists: false }), true],
    ["does not exist, inside what does not", { other: { deep: { field: [{ exists: false }] } } }, true],
    ["exists after all", inDetail("done", { exists: false }), false],
    ["an empty list is absent", inDetail("empty", { exists: false }), true],
    ["a field inside what is no object", { source: { inner: ["x"] } }, false],
    ["one value of a list", { resources: ["arn:aws:s3:::reports"] }, true],
    ["a prefix in a list", { resources: [{ suffix: "reports" }] }, true],
    ["no value of a list", { resources: ["arn:aws:s3:::other"] }, false],
    ["one object of a list", { detail: { tags: { name: ["wave"], value: ["open"] } } }, true],
    ["not two objects together", { detail: { tags: { name: ["cohort"], value: ["open"] } } }, false],
    ["$or, the second", { $or: [{ source: ["x"] }, { detail: { revision: [3] } }] }, true],
    ["$or, neither", { $or: [{ source: ["x"] }, { source: ["y"] }] }, false],
    ["$or and another field", { region: ["eu-west-1"], $or: [{ source: ["matchward"] }, { source: ["y"] }] }, false],
    ["$or further in", { detail: { done: [true], $or: [{ revision: [1] }, { note: [null] }] } }, true],
    ["a key that every object inherits", { constructor: [{ exists: true }] }, false],
  ])("%s", (_name, pattern, expected) => {
    expect(checkPattern(pattern)).toBeUndefined();
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  test("filters the records of a table's stream by their typed attributes", () => {
    const pattern = {
      eventName: ["MODIFY"],
      dynamodb: { Keys: { pk: { S: [{ prefix: "part#" }] } }, NewImage: { completedAt: { S: [{ exists: true }] } } },
    };
    const record = (image: object) => ({
      eventName: "MODIFY",
      dynamodb: { Keys: { pk: { S: "part#x@2027" } }, NewImage: image },
    });
    expect(matchesPattern(pattern, record({ completedAt: { S: "2027-04-01" } }))).toBe(true);
    expect(matchesPattern(pattern, record({}))).toBe(false);
  });
});

describe("what AWS would refuse", () => {
  test.each<[string, unknown]>([
    ["should be an object that is not empty", {}],
    ["should be an object that is not empty", []],
    ["source: should be an object or a list", { source: "matchward" }],
    ["source: an empty list", { source: [] }],
    ["detail: should be an object that is not empty", { detail: {} }],
    ["source: a list may not hold a list", { source: [["matchward"]] }],
    ["detail.key: one comparison in each pair of braces", inDetail("key", { prefix: "a", suffix: "b" })],
    ["detail.key: one comparison in each pair of braces", inDetail("key", {})],
    ["the comparison cidr is not understood", inDetail("ip", { cidr: "10.0.0.0/24" })],
    ["the comparison begins is not understood", inDetail("key", { begins: "a" })],
    ["the comparison constructor is not understood", inDetail("key", { constructor: "a" })],
    ["prefix should be a text", inDetail("key", { prefix: 1 })],
    ["exists should be true or false", inDetail("key", { exists: "yes" })],
    ["numeric should be", inDetail("revision", { numeric: ["<", 5, ">", 0] })],
    ["numeric should be", inDetail("revision", { numeric: [">", 5, "<", 5] })],
    ["numeric should be", inDetail("revision", { numeric: ["!=", 5] })],
    ["numeric should be", inDetail("revision", { numeric: [">", 6e9] })],
    ["wildcard should be", inDetail("key", { wildcard: "a**b" })],
    ["wildcard should be", inDetail("key", { wildcard: "a\\b" })],
    ["anything-but should be", inDetail("key", { "anything-but": [] })],
    ["anything-but should be", inDetail("key", { "anything-but": ["a", 1] })],
    ["anything-but should be", inDetail("key", { "anything-but": { numeric: [">", 1] } })],
    ["$or takes a list of at least two", { $or: [{ source: ["a"] }] }],
    ["$or.source: should be an object or a list", { $or: [{ source: "a" }, { source: ["b"] }] }],
  ])("%s: %j", (what, pattern) => {
    expect(checkPattern(pattern)).toContain(what);
  });
});
