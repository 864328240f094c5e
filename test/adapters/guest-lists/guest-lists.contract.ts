import fc from "fast-check";
import { expect, test } from "vitest";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import { answered, type GuestAnswer, withCapacity } from "#domain/sessions/guest-answers.ts";
import { emptyList, seatsOf } from "#domain/sessions/guest-list.ts";

const [AT, LATER] = ["2027-01-05T15:00:00.000Z", "2027-01-06T15:00:00.000Z"];
const dinner = { id: "dinner-2027", capacity: 3 };
const yes = (guests = 0, dietary?: string): GuestAnswer => ({ answer: "yes", guests, dietary });
const no: GuestAnswer = { answer: "no" };

/** Whatever people say, and however many seats there are meanwhile. */
const steps = fc.array(
  fc.oneof(
    fc.record({
      key: fc.constantFrom("ada", "ben", "cleo", "dan"),
      given: fc.oneof(fc.constant(no), fc.record({ answer: fc.constant("yes" as const), guests: fc.nat(2) })),
    }),
    fc.record({ capacity: fc.option(fc.integer({ min: 1, max: 5 })) }),
  ),
  { maxLength: 8 },
);

/** What every store of guest lists does; `open` makes an empty one. */
export const guestListsContract = (open: () => Promise<GuestLists>): void => {
  test("nobody is on the list of a session of which nothing was said", async () => {
    const lists = await open();
    expect(await lists.get(dinner.id)).toEqual(emptyList(dinner.id));
  });

  test("several are read at once, those of which nothing was said among them", async () => {
    const lists = await open();
    expect(await lists.some([])).toEqual([]);
    const list = await lists.answer(dinner, "ada", yes(), AT);
    const found = await lists.some([dinner.id, "panel"]);
    expect(found.toSorted((one, other) => (one.session < other.session ? -1 : 1))).toEqual([list, emptyList("panel")]);
  });

  test("who says yes has a place with their guests, in the order in which they come, and the list its seats", async () => {
    const lists = await open();
    await lists.answer(dinner, "ada", yes(1, "no nuts"), AT);
    const list = await lists.answer(dinner, "b-en", yes(1), LATER);
    expect(list).toEqual({
      ...emptyList(dinner.id),
      ...{ revision: 2, next: 5, capacity: 3, dietary: { ada: "no nuts" } },
      places: { ada: 1, "ada#1": 2, "b-en": 3, "b-en#1": 4 },
    });
    expect(await lists.get(dinner.id)).toEqual(list);
    expect(seatsOf(list)).toEqual({ seated: ["ada", "ada#1", "b-en"], waiting: ["b-en#1"] });
  });

  test("a yes again changes nothing; one with fewer guests gives the last back, one with more asks at the end", async () => {
    const lists = await open();
    const first = await lists.answer(dinner, "ada", yes(1, "no nuts"), AT);
    expect(await lists.answer(dinner, "ada", yes(1), LATER)).toEqual(first);
    await lists.answer(dinner, "ben", yes(), AT);
    expect((await lists.answer(dinner, "ada", yes(2), LATER)).places).toEqual({
      ada: 1,
      "ada#1": 2,
      ben: 3,
      "ada#2": 4,
    });
    const alone = await lists.answer(dinner, "ada", yes(0, ""), LATER);
    expect([alone.places, alone.dietary]).toEqual([{ ada: 1, ben: 3 }, {}]);
  });

  test("a no gives all back and says since when; a yes after it comes at the end", async () => {
    const lists = await open();
    await lists.answer(dinner, "ada", yes(1, "no nuts"), AT);
    await lists.answer(dinner, "ben", yes(), AT);
    const gone = await lists.answer(dinner, "ada", no, AT);
    expect(gone).toMatchObject({ places: { ben: 3 }, declined: { ada: AT }, dietary: {} });
    expect(await lists.answer(dinner, "ada", no, LATER)).toEqual(gone);
    expect(await lists.answer(dinner, "ada", yes(), LATER)).toMatchObject({ places: { ben: 3, ada: 4 }, declined: {} });
  });

  test("a list that was told its seats keeps them, whatever an answer thinks; for one without, all have a seat", async () => {
    const lists = await open();
    await lists.setCapacity(dinner.id, 2);
    expect((await lists.answer(dinner, "ada", yes(), AT)).capacity).toBe(2);
    await lists.setCapacity("talk", null);
    expect((await lists.answer({ id: "talk", capacity: 1 }, "ada", yes(4), AT)).capacity).toBeNull();
  });

  test("fewer seats than are taken leave each their own, and give none until there is room", async () => {
    const lists = await open();
    for (const key of ["ada", "ben", "cleo", "dan"]) await lists.answer(dinner, key, yes(), AT);
    const fewer = await lists.setCapacity(dinner.id, 2);
    expect([fewer.keeps, seatsOf(fewer)]).toEqual([3, { seated: ["ada", "ben", "cleo"], waiting: ["dan"] }]);
    expect(await lists.setCapacity(dinner.id, 2)).toEqual(fewer);
    expect(seatsOf(await lists.answer(dinner, "ada", no, AT)).waiting).toEqual(["dan"]);
    expect(seatsOf(await lists.answer(dinner, "ben", no, AT)).waiting).toEqual([]);
  });

  test("who came is kept with their first witness, and taken back; many at once", async () => {
    const lists = await open();
    const many = Array.from({ length: 100 }, (_, nth) => `student-${nth}`);
    await lists.came("talk", ["student-7"], "code", AT);
    const { came, revision } = await lists.came("talk", many, "list", LATER);
    expect(Object.keys(came)).toHaveLength(100);
    expect([came["student-7"], came["student-8"]]).toEqual([
      { at: AT, by: "code" },
      { at: LATER, by: "list" },
    ]);
    expect((await lists.came("talk", many, "office", LATER)).revision).toBe(revision);
    expect(Object.keys((await lists.notCome("talk", many.slice(1))).came)).toEqual(["student-0"]);
  });

  test("a room's code takes the place of the one before, and is tried five times in ten minutes, each by each", async () => {
    const lists = await open();
    await lists.openRoom("talk", "1234");
    await lists.openRoom("talk", "5678");
    for (let nth = 0; nth < 5; nth += 1) expect((await lists.tryCode("talk", "ada", AT))?.code).toBe("5678");
    expect(await lists.tryCode("talk", "ada", "2027-01-05T15:09:59.000Z")).toBeUndefined();
    expect((await lists.tryCode("talk", "ben", AT))?.code).toBe("5678");
    expect((await lists.tryCode("talk", "ada", "2027-01-05T15:10:00.000Z"))?.code).toBe("5678");
  });

  test("ten tries at once count as five", async () => {
    const lists = await open();
    const tries = await Promise.all(Array.from({ length: 10 }, () => lists.tryCode("talk", "ada", AT)));
    expect(tries.filter((list) => list !== undefined)).toHaveLength(5);
  });

  test("what somebody said goes on as another's whom they turned out to be, and no seat is lost", async () => {
    const lists = await open();
    await lists.answer(dinner, "old", yes(1, "no nuts"), AT);
    await lists.answer(dinner, "ben", no, AT);
    await lists.answer(dinner, "ada", yes(), AT);
    await lists.came(dinner.id, ["old"], "code", LATER);
    const one = await lists.fold(dinner.id, "old", "ada");
    expect(one).toMatchObject({ places: { ada: 1, "ada#1": 2 }, dietary: { ada: "no nuts" }, declined: { ben: AT } });
    expect([Object.keys(one.places), Object.keys(one.came)]).toEqual([["ada", "ada#1"], ["ada"]]);
    expect(await lists.fold(dinner.id, "old", "ada")).toEqual(one);
    expect(await lists.fold(dinner.id, "ada", "ben")).toMatchObject({ places: { ben: 1, "ben#1": 2 }, declined: {} });
  });

  test("what guests eat is forgotten, and nothing else", async () => {
    const lists = await open();
    for (const key of ["ada", "ben"]) await lists.answer(dinner, key, yes(0, "no nuts"), AT);
    const { dietary, places } = await lists.forgetDietary(dinner.id);
    expect([dietary, places]).toEqual([{}, { ada: 1, ben: 2 }]);
  });

  test("whatever is said, the list is what the rules say", async () => {
    const lists = await open();
    await fc.assert(
      fc.asyncProperty(steps, fc.uuid(), async (all, id) => {
        let expected = emptyList(id);
        for (const step of all) {
          const before = expected;
          expected = "given" in step ? answered(before, step.key, step.given, AT) : withCapacity(before, step.capacity);
          if (expected !== before && expected.capacity === undefined) expected = { ...expected, capacity: 3 };
          const session = { id, capacity: 3 };
          const stands =
            "given" in step
              ? await lists.answer(session, step.key, step.given, AT)
              : await lists.setCapacity(id, step.capacity);
          expect(stands).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });
};
