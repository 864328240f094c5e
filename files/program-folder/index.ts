export type { Fault } from "../fault.ts";
export type { StoredTemplate } from "./emails/render-email.ts";
export { wrapText } from "./emails/wrap-text.ts";
export { checkProgram, type ReadProgram, readProgram, readRules, readTemplate } from "./read-program.ts";
