// Characters between the words of a sentence, and around an address in it.
const BETWEEN = String.raw`\s"<>(),:;`;

// `ada`, `o'brien`, `"ada b"`. The search begins at words only: from every letter on, a long text would take too long.
const WORD = `(?=[^${BETWEEN}'])(?<=(?:^|[${BETWEEN}])'*)[^${BETWEEN}]+`;
const NAME = `(?:${WORD}|(?<=^|[${BETWEEN}])'+|"[^"\\n]*")`;

// After the `@`: `med.school.edu`, or an address literal in brackets.
const LABEL = `[^${BETWEEN}'/@.]{1,63}`;
const DOMAIN = String.raw`(?:${LABEL}(?:\.${LABEL})+|\[[^\][\s]+\])`;

// `%40` is the `@` of a URL.
const ADDRESS = new RegExp(`${NAME}(?:@|%40)${DOMAIN}`, "gi");

/** Writes `[address]` over each e-mail address. `retake-cim-survey@2027` has no dot after its `@`, and stays. */
export const maskAddresses = (text: string): string => text.replace(ADDRESS, "[address]");
