import type { HttpRequest } from "./http-request.ts";
import type { Reply } from "./reply.ts";

/**
 * An event of the HTTP API as the request that a browser made. A function behind a gateway cannot see its own address.
 * @param siteUrl where the pages are in public
 */
export const fetchRequest = (event: HttpRequest, siteUrl: string): Request => {
  const url = new URL(siteUrl);
  url.pathname = url.pathname.replace(/\/$/, "") + event.rawPath;
  url.search = event.rawQueryString ?? "";
  const given = Object.entries(event.headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const headers = new Headers(given);
  if (event.cookies !== undefined) headers.set("cookie", event.cookies.join("; "));
  const { method } = event.requestContext.http;
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  return new Request(url, { method, headers, ...(body.length > 0 && !["GET", "HEAD"].includes(method) && { body }) });
};

const TEXT = /^(text\/|image\/svg)/;

/** A response as the HTTP API takes it. */
export const replyOf = async (response: Response): Promise<Reply & { isBase64Encoded: boolean }> => {
  const { "set-cookie": _, ...headers } = Object.fromEntries(response.headers);
  const isText = TEXT.test(response.headers.get("content-type") ?? "text/");
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: bytes.toString(isText ? "utf8" : "base64"),
    isBase64Encoded: !isText,
  };
};
