import * as z from "zod/mini";
import { notation } from "../parse-part.ts";
import { serialAsText } from "./odd-dates.ts";

/** A text that says a day; `read` also gets the number that a spreadsheet wrote there, and can tell of it. */
export const dayNotation = <T>(...given: Parameters<typeof notation<T>>) =>
  z.pipe(z.transform(serialAsText), notation(...given));
