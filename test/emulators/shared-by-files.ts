import { createServer } from "node:http";

/** Serves what a project's test files share to each that asks (`told`), or why there is none. */
export const served = async (answer: () => Promise<string>): Promise<{ url: string; close(): void }> => {
  const server = createServer((_, response) => {
    answer().then(
      (text) => response.end(text),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`, close };
};

/** What is served there, once it is ready. Throws where there is none. */
export const told = async (url: string): Promise<string> => {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
};
