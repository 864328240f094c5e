export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const ORDINALS = ["first", "second", "third", "fourth"];
const SHORT_ORDINALS = ["1st", "2nd", "3rd", "4th"];
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Place of a name in a list, from 1, in any case and also cut to three or four letters; 0 for another word. */
const placeIn = (names: readonly string[], word: string): number => {
  const asked = word.toLowerCase().replace(/\.$/, "");
  const isName = (name: string): boolean =>
    name.toLowerCase() === asked || (/^[a-z]{3,5}$/.test(asked) && name.toLowerCase().startsWith(asked));
  return names.findIndex(isName) + 1;
};

/** 1 = January, 0 for another word. */
export const monthOf = (word: string): number => placeIn(MONTHS, word);

/** 1 = Monday, 0 for another word. */
export const weekdayIn = (word: string): number => placeIn(WEEKDAYS, word);

export const ordinalOf = (word: string): number =>
  Math.max(ORDINALS.indexOf(word.toLowerCase()), SHORT_ORDINALS.indexOf(word.toLowerCase())) + 1;

export const numberOf = (word: string): number =>
  /^\d{1,3}$/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase()) + 1;
