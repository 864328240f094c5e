import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as z from "zod/mini";
import type { Contender } from "./contenders.ts";

/** What one cold start took, in milliseconds, and what its two pages asked of AWS. */
const Times = z.object({ load: z.number(), get: z.number(), post: z.number(), cpu: z.number() });
export type Click = z.infer<typeof Times> & { asked: string[] };

/** How AWS is reached: unlike AWS itself, a bench can also do without TLS. */
export type Way = "http" | "https";

const Ports = z.object({ http: z.int(), tls: z.optional(z.int()) });
const Since = z.object({ asked: z.array(z.string()) });

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const told = async (from: ChildProcess): Promise<unknown> => (await once(from, "message"))[0];

/** A simulated AWS that listens until it is stopped, with a certificate of its own where `openssl` can make one. */
export const startAwsStub = async (folder: string) => {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const made = spawnSync("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", certificate, ...subject]);
  const stub = fork(fileOf("aws-stub.ts"), made.status === 0 ? [key, certificate] : []);
  const ports = Ports.parse(await told(stub));
  return {
    ways: (ports.tls === undefined ? ["http"] : ["http", "https"]) satisfies Way[],
    endpoint: (way: Way): string => `${way}://127.0.0.1:${way === "http" ? ports.http : ports.tls}`,
    certificate,
    /** Begins anew with what a visit finds; answers what was asked since the last beginning. */
    begin: async ({ items, secret }: Contender["visit"]): Promise<string[]> => {
      stub.send({ items, secret });
      return Since.parse(await told(stub)).asked;
    },
    stop: () => stub.disconnect(),
  };
};

type AwsStub = Awaited<ReturnType<typeof startAwsStub>>;

/** A function's environment, and nothing of whoever runs the bench. */
const environment = (aws: AwsStub, way: Way) => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "AKIDBENCH",
  AWS_SECRET_ACCESS_KEY: "bench",
  // As long as a function's: it is part of what is signed and sent.
  AWS_SESSION_TOKEN: "t".repeat(800),
  AWS_LAMBDA_FUNCTION_NAME: "matchward-bench-site",
  AWS_ENDPOINT_URL: aws.endpoint(way),
  ...(way === "https" && { NODE_EXTRA_CA_CERTS: aws.certificate }),
  RECORDS_TABLE: "records",
  LINK_KEY_SECRET: "link-key",
  SITE_URL: "https://site.example",
  TZ: ":UTC",
});

/** One cold start of a bundle, in a fresh process. @throws Error where its pages are not the ones that were to come */
export const click = async (aws: AwsStub, way: Way, { bundle, visit }: Contender): Promise<Click> => {
  await aws.begin(visit);
  const visitor = fork(fileOf("visitor.ts"), [pathToFileURL(bundle).href, visit.token, visit.at], {
    env: environment(aws, way),
    execArgv: [],
  });
  const [times] = await Promise.race([once(visitor, "message"), once(visitor, "exit").then(() => [undefined])]);
  if (times === undefined) throw new Error(`${bundle} did not answer its visitor.`);
  await once(visitor, "exit");
  return { ...Times.parse(times), asked: await aws.begin(visit) };
};
