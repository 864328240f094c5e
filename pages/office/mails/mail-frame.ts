import type { SentMail } from "#office/mails/sent-mails.ts";

/**
 * No script, no network: only the mail's own styles and inline pictures. A click opens a new window. The page around it
 * may measure it (`allow-same-origin`), which without script gives the mail nothing.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** A mail's HTML for the sandboxed frame in which the page of mails shows it; its links open in a new window. */
export const mailFrame = ({ html }: Pick<SentMail, "html">): Response =>
  new Response(html.replaceAll(/<a\s/gi, '<a target="_blank" rel="noopener" '), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
