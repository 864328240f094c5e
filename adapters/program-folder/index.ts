export type { Fault } from "./fault.ts";
export { checkProgram, type ReadProgram, readProgram, readRules } from "./read-program.ts";
export type { StoredTemplate } from "./render-email.ts";
