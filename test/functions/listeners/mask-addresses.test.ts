import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAddresses } from "../../../functions/listeners/mask-addresses.ts";

describe("an address in a text", () => {
  test.each([
    ["ada@example.edu", "[address]"],
    ["ADA.LOVELACE@STUDENTS.EXAMPLE.EDU", "[address]"],
    ["Address <ada@example.edu> is not verified", "Address <[address]> is not verified"],
    ["Ada Lovelace <ada+careers@mail.students.example.edu>: refused", "Ada Lovelace <[address]>: refused"],
    ["not verified: ada@example.edu, bob@example.edu;cy@example.edu", "not verified: [address], [address];[address]"],
    ["mailto:ada@example.edu.", "mailto:[address]."],
    ['{"to":"ada@example.edu"}', '{"to":"[address]"}'],
    ["to 'ada@example.edu' (ada@example.edu)", "to '[address]' ([address])"],
    ["o'brien@example.edu", "[address]"],
    ["to '@example.edu and ''@example.edu", "to [address] and [address]"],
    ['"ada b"@example.edu', "[address]"],
    ["ada@[192.0.2.1] and ada@[IPv6:2001:db8::1]", "[address] and [address]"],
    ["zoë@école.example", "[address]"],
    ["GET /p?to=ada%40example.edu", "GET [address]"],
    ["retake-cim-survey@2027 to ada@example.edu", "retake-cim-survey@2027 to [address]"],
  ])("%j is told as %j", (text, told) => {
    expect(maskAddresses(text)).toBe(told);
  });

  test("is never told, whatever it is and whatever stands around it", () => {
    const around = fc.constantFrom(" ", "<", ">", '"', ",", ";", "\n", "(", ")", ": ", "to ");
    fc.assert(
      fc.property(fc.array(fc.tuple(around, fc.emailAddress(), around), { minLength: 1 }), (parts) => {
        const told = maskAddresses(parts.flat().join(""));
        expect(told).not.toContain("@");
        for (const [, address] of parts) expect(told).not.toContain(address.split("@")[1]);
      }),
    );
  });
});

describe("what is no address", () => {
  const milestone = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/);
  const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true });
  const on = day.chain((date) => fc.constantFrom(date.toISOString().slice(0, 4), date.toISOString().slice(0, 10)));
  const ids = fc.tuple(milestone, on).map((parts) => parts.join("@"));

  test("the id of an occurrence is told, by year or by date, wherever it stands in a sentence", () => {
    const end = fc.constantFrom("", ".", "...", ", ", ": ", "/open", "/remind-1.", ")", '"', "!");
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, end), { minLength: 1 }), (parts) => {
        const text = `Wave open of ${parts.map((one) => one.join("")).join(" and ")}`;
        expect(maskAddresses(text)).toBe(text);
      }),
    );
  });

  test.each(["a", "a'", "'", '"', "a@", "a.", "@a.", "<a@", "a@[", "a@[,", "a%40"])(
    "a long text of %j is read to its end",
    (piece) => {
      const text = piece.repeat(50_000);
      expect(maskAddresses(text).startsWith(piece.slice(0, 1))).toBe(true);
    },
  );
});
