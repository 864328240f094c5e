/** The value, of which nothing can be changed any more, but for bytes: JavaScript freezes none. */
export const frozen = <Value>(value: Value): Value => {
  if (ArrayBuffer.isView(value)) return value;
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
