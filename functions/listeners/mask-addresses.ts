// What stands between the words of a sentence, and around an address in it.
const BETWEEN = String.raw`\s"<>(),:;`;

/**
 * What comes before the `@`: `ada`, `o'brien`, or `"ada b"` in quotes. It begins where a word does, or a quoted one:
 * looked for from every letter on, a long text would take the square of its length.
 */
const NAME = `(?:(?=[^${BETWEEN}'])(?<=(?:^|[${BETWEEN}])'*)[^${BETWEEN}]+|"[^"\\n]*")`;

/** What comes after it: names with a dot between them, or an address literal in brackets. */
const LABEL = `[^${BETWEEN}'/@.]+`;
const DOMAIN = String.raw`(?:${LABEL}(?:\.${LABEL})+|\[[^\]\s]+\])`;

/** `%40` is the `@` of a URL. */
const ADDRESS = new RegExp(`${NAME}(?:@|%40)${DOMAIN}`, "gi");

/**
 * The text with `[address]` in the place of each e-mail address. An occurrence's id (`retake-cim-survey@2027`) is none:
 * a real address has a dot after its `@`.
 */
export const maskAddresses = (text: string): string => text.replace(ADDRESS, "[address]");
