const FIELD = "\\{\\{(?:text|html)\\.firstName\\}\\}";
/** The field alone, or the whole of what HTML sets apart. */
const NAME = `(?:${FIELD}|<(?:strong|em|a [^<>]*)>${FIELD}</(?:strong|em|a)>)`;
const GAP = "\\s+";

const condition = (named: string): string => `{{#if ${/(?:text|html)\.firstName/.exec(named)?.[0]}}}`;

/** Both ways of saying something; `without`: to whom no name is known to greet by. */
const either = (named: string, without: string): string =>
  `${condition(named)}${named}${without === "" ? "" : `{{else}}${without}`}{{/if}}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const instead = (named: string, word: string): string => named.replace(new RegExp(FIELD), word);

/** Ends what went before, so that a sentence begins. */
const BEGIN = "(?<=^(?:<[^<>]*>)*|[.!?]\\s+|<br>|(?:^|\\n)(?:> |- |\\d+\\. )?)";

type Rule = [where: RegExp, write: (found: string, ...groups: string[]) => string];

// Signs of the private use area: a program has none.
const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const KEPT = /\ue000(\d+)\ue001/g;

/** In this order; what one has written, the next does not look at. */
const RULES: readonly Rule[] = [
  // `Ada's next step`: `Your next step`
  [new RegExp(`${BEGIN}(${NAME})(?:'|’|&#39;)s\\b`, "g"), (found) => either(found, "Your")],
  [new RegExp(`${NAME}(?:'|’|&#39;)s\\b`, "g"), (found) => either(found, "your")],
  // `Today is the day, Ada!`: `Today is the day!`
  [new RegExp(`,${GAP}${NAME}`, "g"), (found) => either(found, "")],
  // `Hello Ada,`: `Hello there,`
  [new RegExp(`\\b(?:hello|hi|hey)${GAP}${NAME}`, "gi"), (found) => either(found, instead(found, "there"))],
  [new RegExp(`\\bdear${GAP}${NAME}`, "gi"), (found) => either(found, instead(found, "student"))],
  [
    new RegExp(`\\b(morning|afternoon|evening|welcome|back|greetings|congratulations|thanks|you)${GAP}${NAME}`, "gi"),
    (found, word = "") => either(found, word),
  ],
  // `Ada, today is the day`: `Today is the day`
  [
    new RegExp(`${BEGIN}(${NAME})(?:[,:]|\\s+[–—-])${GAP}(\\p{L})`, "gu"),
    (found, _, letter = "") => either(found, capital(letter)),
  ],
  [
    new RegExp(`${BEGIN}(${NAME})(?=\\s*[,.!:;]|\\s*(?:<|\\n|$))`, "g"),
    (found) => either(found, instead(found, "Hello")),
  ],
  [new RegExp(`${BEGIN}(${NAME})`, "g"), (found) => either(found, instead(found, "You"))],
  [new RegExp(NAME, "g"), (found) => either(found, instead(found, "you"))],
];

/**
 * Makes a rendered text read naturally to whom it can greet by no name: `{{text.firstName}}`, or its HTML twin, becomes
 * a condition with what stands there otherwise. `Today is the day, Ada` is `Today is the day` to them, `Hello Ada`
 * is `Hello there`.
 */
export const readableWithoutName = (text: string): string => {
  const written: string[] = [];
  const keep = (piece: string): string => `${OPEN}${written.push(piece) - 1}${CLOSE}`;
  const marked = RULES.reduce(
    (rest, [where, write]) =>
      rest.replace(where, (found: string, ...groups: string[]) => keep(write(found, ...groups))),
    text,
  );
  return marked.replace(KEPT, (_, nth: string) => written[Number(nth)] ?? "");
};
