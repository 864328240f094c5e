/** What a JSON text says; undefined where it is none, since the parser's own message would quote it. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
