import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";

/** The hidden field that each form behind a sign-in carries. */
export const FORM_TOKEN = "form-token";

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** True where a request's form came from a page that this sign-in was shown. The request can be read once more. */
export const hasToken = async (context: Context, expected: string): Promise<boolean> => {
  const form = await context.req.raw
    .clone()
    .formData()
    .catch(() => undefined);
  const given = form?.get(FORM_TOKEN);
  return typeof given === "string" && isSame(given, expected);
};
