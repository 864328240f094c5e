/**
 * One cold start: loads the bundle that is named by the first argument in a process that has loaded nothing else, has
 * it answer a student's first look and then their answer, and tells how long each took, in milliseconds. Imports
 * nothing of ours, which would load for the bundle what it has to load itself.
 */
const [bundle = "", token = "", at = ""] = process.argv.slice(2);

const context = {
  functionName: "matchward-bench-site",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:matchward-bench-site",
  memoryLimitInMB: "512",
  awsRequestId: "bench",
  getRemainingTimeInMillis: () => 10_000,
};

const request = (method: string, more: object = {}) => ({
  version: "2.0",
  rawPath: `/s/${token}`,
  headers: { "content-type": "application/x-www-form-urlencoded" },
  requestContext: { http: { method }, timeEpoch: Date.parse(at) },
  isBase64Encoded: false,
  ...more,
});

/** Fails where the page is not the one that was to come: a quick error is no quick page. */
const pageOf = (what: string, { statusCode, body }: { statusCode: number; body: string }, words: string): string => {
  if (statusCode !== 200 || !body.includes(words)) throw new Error(`${what} was answered ${statusCode}.`);
  return body;
};

const before = process.cpuUsage();
const began = performance.now();
const { handler } = await import(bundle);
const loaded = performance.now();
const opened = await handler(request("GET"), context);
const shown = performance.now();

const nonce = /name="nonce" value="([^"]+)"/.exec(pageOf("The first look", opened, "Confirm my answer"))?.[1];
const cookies = opened.cookies.map((cookie: string) => cookie.split(";")[0]);
const form = request("POST", { cookies, body: `nonce=${nonce}&answer=survey` });

const sent = performance.now();
const thanks = await handler(form, context);
const thanked = performance.now();
pageOf("The answer", thanks, "Thank you");

const { user, system } = process.cpuUsage(before);
process.send?.(
  { load: loaded - began, get: shown - loaded, post: thanked - sent, cpu: (user + system) / 1000 },
  // Connections are kept open for a next page, which never comes.
  () => process.exit(),
);
