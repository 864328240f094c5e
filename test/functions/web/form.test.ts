import { expect, test } from "vitest";
import { formOf } from "../../../functions/web/form.ts";

const FORM = "application/x-www-form-urlencoded";
const fieldsOf = (contentType: string | undefined, body?: string, isBase64Encoded?: boolean) =>
  Object.fromEntries(formOf({ body, isBase64Encoded, headers: { "content-type": contentType } }));

test.each([[FORM], [` ${FORM}; charset=UTF-8`], [FORM.toUpperCase()]])("a form is read as %j", (contentType) => {
  expect(fieldsOf(contentType, "answer=survey&nonce=n")).toEqual({ answer: "survey", nonce: "n" });
  expect(fieldsOf(contentType, Buffer.from("answer=survey").toString("base64"), true)).toEqual({ answer: "survey" });
});

test.each([[undefined], ["application/json"], [`text/plain; ${FORM}`], [`${FORM}ish`]])(
  "a body of type %j is an empty form",
  (contentType) => {
    expect(fieldsOf(contentType, "answer=survey")).toEqual({});
  },
);

test("nothing sent is an empty form", () => {
  expect(fieldsOf(FORM)).toEqual({});
  expect(fieldsOf(undefined)).toEqual({});
});

test("a form of 4,096 letters is read, and a longer one is empty", () => {
  const longest = `answer=${"x".repeat(4_089)}`;
  expect(fieldsOf(FORM, longest).answer).toHaveLength(4_089);
  expect(fieldsOf(FORM, `${longest}x`)).toEqual({});
});
