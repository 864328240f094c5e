import { createServer, type IncomingMessage, type Server } from "node:http";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { lambdaAccess } from "#adapters/aws/access.ts";
import type { Files } from "#adapters/s3/files.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { s3Files } from "#adapters/s3/s3-files.ts";

const variables = (endpoint: string) => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_ENDPOINT_URL: endpoint,
});

let emulator: FauxqsServer;
beforeAll(async () => {
  emulator = await startFauxqs({ port: 0, logger: false, init: { buckets: ["rosters"] } });
});
afterAll(() => emulator.stop());

const versions: [string, () => Files][] = [
  ["in memory", () => memoryFiles()],
  ["in S3", () => s3Files(lambdaAccess("s3", variables(`http://127.0.0.1:${emulator.port}`)))],
];

describe.each(versions)("files %s", (_, filesOf) => {
  test("hold what was written last, byte for byte", async () => {
    const files = filesOf();
    const csv = { text: "\ufeffa,b\r\né,\u{1f393}\r\n", contentType: "text/csv" };
    await files.write("rosters", "reports/fall 2026 (é).csv", { ...csv, text: "old" });
    await files.write("rosters", "reports/fall 2026 (é).csv", csv);
    expect(await files.read("rosters", "reports/fall 2026 (é).csv")).toEqual(new Uint8Array(Buffer.from(csv.text)));
  });

  test("answer nothing for a file that is not there", async () => {
    expect(await filesOf().read("rosters", "incoming/gone.csv")).toBeUndefined();
  });
});

describe("files in S3", () => {
  let server: Server | undefined;
  const seen: IncomingMessage[] = [];
  /** An S3 that answers these statuses in turn, the last one for ever. */
  const answering = async (...statuses: number[]): Promise<Files> => {
    seen.length = 0;
    server = createServer((request, response) => {
      const status = statuses[Math.min(seen.length, statuses.length - 1)] ?? 500;
      seen.push(request);
      if (status === 0) request.destroy();
      else response.writeHead(status).end("body");
    });
    await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return s3Files(lambdaAccess("s3", variables(`http://127.0.0.1:${port}/`)));
  };
  afterEach(() => server?.close());

  test.each([503, 500, 429, 0])("are asked for again after a passing failure: %s", async (status) => {
    const files = await answering(status, 200);
    expect(await files.read("rosters", "incoming/fall.csv")).toEqual(new Uint8Array(Buffer.from("body")));
    expect(seen).toHaveLength(2);
  });

  test("are not asked for again where S3 refuses", async () => {
    const files = await answering(403);
    await expect(files.read("rosters", "incoming/fall.csv")).rejects.toThrow("S3 answered 403");
    expect(seen).toHaveLength(1);
  });

  test("fail after four tries", async () => {
    const files = await answering(503);
    await expect(files.write("rosters", "reports/x", { text: "x", contentType: "text/csv" })).rejects.toThrow("503");
    expect(seen).toHaveLength(4);
  });

  test("are asked for by the session that Lambda gives", async () => {
    const files = await answering(200);
    await files.read("rosters", "incoming/fall.csv");
    expect(seen[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request/,
    );
  });

  test("are S3's own where nothing else is said", () => {
    const { AWS_ENDPOINT_URL: _, ...own } = variables("");
    expect(lambdaAccess("s3", own).endpoint).toBe("https://s3.us-east-1.amazonaws.com");
  });
});
