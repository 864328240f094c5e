const LONGEST_FORM = 4_096;

interface SentForm {
  body?: string | undefined;
  isBase64Encoded?: boolean | undefined;
  headers: Readonly<Record<string, string | undefined>>;
}

// Text fields of `multipart/form-data` (RFC 7578): mailboxes send their one click in it (RFC 8058).
const fieldsOf = (text: string, boundary: string): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const part of text.split(`--${boundary}`)) {
    const [, head = "", value = ""] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(part) ?? [];
    const [, name] = /^content-disposition:.*[;\s]name="?([^";\r\n]+)"?/im.exec(head) ?? [];
    if (name !== undefined) fields.append(name, value);
  }
  return fields;
};

/** Reads a form's fields, in either encoding. An over-long or strange form is an empty one. */
export const formOf = ({ body = "", isBase64Encoded = false, headers }: SentForm): URLSearchParams => {
  const type = headers["content-type"] ?? "";
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  if (text.length > LONGEST_FORM) return new URLSearchParams();
  if (type.startsWith("application/x-www-form-urlencoded")) return new URLSearchParams(text);
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]{1,70})"?/i.exec(type) ?? [];
  return boundary === undefined ? new URLSearchParams() : fieldsOf(text, boundary);
};
