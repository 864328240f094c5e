import { expect, test } from "vitest";
import { isCorrected, isSameMailbox, lesserThan, mailboxOf, suppressionOf } from "#domain/people/address.ts";
import { readableAddress } from "#domain/people/readable-address.ts";

const news = (state: "returned" | "bounced" | "complained", email = "a@x.example") => ({
  email: "a@x.example",
  address: { state, at: "2027-04-01T13:00:00.000Z", email },
});

test("graver news replaces what is known, and nothing replaces a complaint", () => {
  expect(lesserThan("complained")).toEqual(["returned", "bounced"]);
  expect(lesserThan("bounced")).toEqual(["returned"]);
  expect(lesserThan("returned")).toEqual([]);
});

test("nobody writes to an address that is dead or complained; one that returned a mail, or is corrected, is good", () => {
  expect(suppressionOf(news("bounced"))).toBe("bounced");
  expect(suppressionOf(news("complained"))).toBe("complained");
  expect(suppressionOf(news("returned"))).toBeUndefined();
  expect(suppressionOf(news("bounced", "old@x.example"))).toBeUndefined();
  expect(suppressionOf({ email: "a@x.example" })).toBeUndefined();
});

test("an address is corrected where the news is of another one", () => {
  expect(isCorrected(news("bounced", "old@x.example"))).toBe(true);
  expect(isCorrected(news("bounced"))).toBe(false);
  expect(isCorrected({ email: "a@x.example" })).toBe(false);
});

test.each([
  ["Ann <A@X.example> ", "a@x.example"],
  ["<A@x.example>", "a@x.example"],
  [" A@x.example ", "a@x.example"],
  ["Ann < A@x.example >", "a@x.example"],
  ["<not> a@x.example", "<not> a@x.example"],
])("%j is the mailbox %j", (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});

test("two ways to write a mailbox are the same, and two mailboxes are not", () => {
  expect(isSameMailbox("Ann <A@x.example>", "a@X.example")).toBe(true);
  expect(isSameMailbox("a@x.example", "b@x.example")).toBe(false);
});

test("people read a domain in its own script", () => {
  expect(readableAddress("a@xn--bcher-kva.example")).toBe("a@bücher.example");
  expect(readableAddress("a@x.example")).toBe("a@x.example");
  expect(readableAddress('"a@b"@xn--bcher-kva.example')).toBe('"a@b"@bücher.example');
});
