import { expect, test } from "vitest";
import { withPostalAddress } from "../../infra/postal-address.ts";

const template = {
  id: "match-day",
  subject: "s",
  html: "<body><p>Hello</p><div><p>Foot</p></div></body>",
  text: "Hello\n\n--\nFoot\n",
};

test("the postal address is the last line of both parts", () => {
  const { html, text } = withPostalAddress(template, "1 School Street");
  const added = '<p style="margin:0 0 8px">1 School Street</p>';
  expect(html).toBe(`<body><p>Hello</p><div><p>Foot</p>\n${added}</div></body>`);
  expect(text).toBe("Hello\n\n--\nFoot\n1 School Street\n");
});

test("an address is text, neither HTML nor a field", () => {
  const { html, text } = withPostalAddress(template, "A & B <x> {{html.firstName}}");
  expect(html).toContain(">A &amp; B &lt;x&gt; html.firstName</p>");
  expect(text).toContain("A & B <x> html.firstName");
});

test("a mail without a paragraph is refused by name", () => {
  expect(() => withPostalAddress({ ...template, html: "<body></body>" }, "x")).toThrow(/match-day/);
});
