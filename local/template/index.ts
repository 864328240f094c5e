export { type AccessRequest, authorize, type Verdict } from "./authorize.ts";
export { TemplateFault } from "./fault.ts";
export { checkPattern, matchesPattern } from "./matches-pattern.ts";
export { checkExpression, nextFiring } from "./next-firing.ts";
export { readDeployment } from "./read-deployment.ts";
