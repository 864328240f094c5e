import type { Html } from "#pages/kit/html.ts";
import { OFFICE } from "#pages/routes.ts";

const SCRIPTS = "script-src 'self'; connect-src 'self'; ";

/**
 * A page of the deployed office with this run's clock in its head, which keeps it up to date: the function answers it
 * without both. What is no page of whoever is signed in stays as it is: a student's page is as students get it.
 */
export const clockAround = async (answered: Response, path: string, bar: () => Html): Promise<Response> => {
  if (path !== OFFICE.home && !path.startsWith(`${OFFICE.home}/`)) return answered;
  if (!answered.headers.get("content-type")?.startsWith("text/html")) return answered;
  const page = await answered.text();
  const headers = new Headers(answered.headers);
  const { status } = answered;
  if (!page.includes("</header>")) return new Response(page || null, { status, headers });
  headers.set("content-security-policy", SCRIPTS + (headers.get("content-security-policy") ?? ""));
  const own = '<link rel="stylesheet" href="/assets/console.css" /><script src="/assets/console.js" defer></script>';
  const shown = page.replace("</head>", () => `${own}</head>`);
  const clock = String(await bar());
  return new Response(
    shown.replace("</header>", () => `${clock}</header>`),
    { status, headers },
  );
};
