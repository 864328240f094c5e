import type { Agent, IncomingHttpHeaders } from "node:http";

/** What a service answered. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/**
 * Milliseconds of silence after which an answer is given up: four tries of a call end within the ten seconds of a page.
 */
const PATIENCE = 2_000;

/** No answer came in time. */
class Silence extends Error {
  override readonly name = "TimeoutError";
}

/**
 * Sends a body to an address and answers what came back. Throws where nothing did: refused, broken off, or too late.
 */
export type Post = (url: URL, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/**
 * Posts over connections that are kept for the next call. By `node:http`, and by `node:https` where that is asked for;
 * the first `fetch` of a process takes several times as long as all of this.
 * @param patience milliseconds of silence after which an answer is given up
 */
export const keptAlivePost = (patience: number = PATIENCE): Post => {
  let kept: { request: typeof import("node:http").request; agent: Agent } | undefined;
  // Not by `import`, which would be a file more to load.
  const openWays = (url: URL) => {
    const { request, Agent } = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
    return { request, agent: new Agent({ keepAlive: true }) };
  };
  return async (url, headers, body) => {
    kept ??= openWays(url);
    const { request, agent } = kept;
    return new Promise((resolve, reject) => {
      const asked = request(url, { method: "POST", headers, agent, timeout: patience }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      asked.on("timeout", () => asked.destroy(new Silence(`No answer came in ${patience} ms`)));
      asked.on("error", (error) => {
        // Where one kept connection turns out to be dead, so are probably all that were kept as long.
        if (asked.reusedSocket) for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
        reject(error);
      });
      asked.end(body);
    });
  };
};
