import { expect, test } from "vitest";
import { readableAddress } from "#domain/people/readable-address.ts";

test.each([
  ["ada@xn--mnchen-3ya.example", "ada@münchen.example"],
  ["ada@mail.XN--mnchen-3ya.example", "ada@mail.münchen.example"],
  ['"a@b"@xn--mnchen-3ya.example', '"a@b"@münchen.example'],
  ["xn--mnchen-3ya@example.edu", "xn--mnchen-3ya@example.edu"],
  ["Ada@Example.edu", "Ada@Example.edu"],
  ["ada@xn--\u0000", "ada@xn--\u0000"],
])("%j is read as %j", (address, readable) => {
  expect(readableAddress(address)).toBe(readable);
});
