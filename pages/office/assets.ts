import { readFileSync } from "node:fs";

const read = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");

/** The style sheet of the pages of staff. Whoever deploys them lays the folder `assets` beside the code. */
export const officeStyle = (): string => read("office.css");

/** The picture beside the product's name. */
export const officeIcon = (): string => read("icon.svg");
