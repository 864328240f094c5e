const cache = new Map<string, RegExp>();

const compile = (pattern: string): RegExp => {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => {
    if (sign === "*") return "[^]*";
    return sign === "?" ? "[^]" : `\\${sign}`;
  });
  const made = new RegExp(`^${source}$`);
  cache.set(pattern, made);
  return made;
};

/** Whether a text fits a pattern of IAM: `*` stands for any run of characters, `?` for exactly one. */
export const fits = (pattern: string, text: string): boolean => (cache.get(pattern) ?? compile(pattern)).test(text);

/**
 * Whether an ARN fits a pattern, compared part by part between colons, so that a wildcard does not reach over one;
 * only the sixth part may hold colons itself. Source: IAM user guide, "Amazon Resource Name (ARN) condition operators".
 */
export const fitsArn = (pattern: string, arn: string): boolean => {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === 6 && given.length === 6 && wanted.every((part, index) => fits(part, given[index] ?? ""));
};

const partsOf = (arn: string): string[] => {
  const parts = arn.split(":");
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
};
