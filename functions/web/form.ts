const LONGEST_FORM = 4_096;

interface SentForm {
  body?: string | undefined;
  isBase64Encoded?: boolean | undefined;
  headers: Readonly<Record<string, string | undefined>>;
}

/** Reads the fields of a form as browsers send it. An over-long or strange form is an empty one. */
export const formOf = ({ body = "", isBase64Encoded = false, headers }: SentForm): URLSearchParams => {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"]?.trim() ?? "");
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  return new URLSearchParams(isForm && text.length <= LONGEST_FORM ? text : "");
};
