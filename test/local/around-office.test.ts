import { html } from "hono/html";
import { describe, expect, test } from "vitest";
import { clockAround } from "../../local/http/around-office.ts";

const page = (body: string, type = "text/html; charset=utf-8") =>
  new Response(body, { headers: { "content-type": type, "content-security-policy": "default-src 'none'" } });
const bar = () => html`<p>The clock: $&</p>`;
const PAGE = "<head></head><body><header><nav></nav></header><main></main></body>";

describe("a page of the deployed office on this machine", () => {
  test("has this run's clock in its head, and may load the console's script", async () => {
    const shown = await clockAround(page(PAGE), "/office/students", bar);
    expect(await shown.text()).toMatch(/console\.js.*<\/head>.*<nav><\/nav><p>The clock: \$&<\/p><\/header>/);
    expect(shown.headers.get("content-security-policy")).toBe(
      "script-src 'self'; connect-src 'self'; default-src 'none'",
    );
  });

  test("is as the function answered it, where nobody is signed in or it is no page", async () => {
    for (const answered of [page("<main>Sign in</main>"), page("header</header>", "text/css")]) {
      const [body, policy] = [await answered.clone().text(), answered.headers.get("content-security-policy")];
      const shown = await clockAround(answered, "/office", bar);
      expect([await shown.text(), shown.headers.get("content-security-policy")]).toEqual([body, policy]);
    }
  });

  test("is no student's page: that is as students get it", async () => {
    for (const path of ["/g/v1.k1.x.y", "/officer", "/s/v1.k1.x.y"]) {
      const shown = await clockAround(page(PAGE), path, bar);
      expect([await shown.text(), shown.headers.get("content-security-policy")]).toEqual([PAGE, "default-src 'none'"]);
    }
  });
});
