import { expect, test } from "vitest";
import { DeclinableKind, hasDeclined, kindOf, MailKind, OpeningKind } from "#domain/people/mail-kinds.ts";

test("an opening mail is of its milestone's kind, and every other is a nudge", () => {
  expect(kindOf({ mail: "match" }, "open")).toBe("match");
  expect(["remind-1", "lastCall", "remind-later"].map((wave) => kindOf({ mail: "essential" }, wave))).toEqual([
    "nudges",
    "nudges",
    "nudges",
  ]);
});

test("whoever declined a kind has declined it and no other, and nobody else has", () => {
  const declined = new Map([["ada", ["nudges", "match"] as const]]);
  const of = (student: string) => MailKind.options.filter((kind) => hasDeclined(declined, student, kind));
  expect(of("ada")).toEqual(["match", "nudges"]);
  expect(of("ben")).toEqual([]);
});

test("nobody can have declined what is essential", () => {
  const declined = new Map([["ada", DeclinableKind.options]]);
  expect(hasDeclined(declined, "ada", "essential")).toBe(false);
});

test("five kinds may be declined, and an opening mail may be essential or any of them but a nudge", () => {
  const kinds = ["calendar", "residency", "match", "nudges", "enrichment"];
  expect(DeclinableKind.options).toEqual(kinds);
  expect(MailKind.options).toEqual(["essential", ...kinds]);
  expect(OpeningKind.options).toEqual(["essential", ...kinds.filter((kind) => kind !== "nudges")]);
});
