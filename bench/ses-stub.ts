import { createServer } from "node:http";

/**
 * SES as far as its answer goes: takes a `SendBulkEmail` call and says that all 50 entries were sent. A process of its
 * own, so that the CPU of the one that calls it is the sender's alone. Tells its port to whoever forked it.
 */
const ENTRIES = 50;

const answer = JSON.stringify({
  BulkEmailEntryResults: Array.from({ length: ENTRIES }, (_, nth) => ({
    Status: "SUCCESS",
    MessageId: `0100019a${String(nth).padStart(8, "0")}-1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9-000000`,
  })),
});

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length }).end(answer);
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.on("disconnect", () => process.exit());
