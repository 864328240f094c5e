import { createServer } from "node:net";
import { InputFault } from "../faults.ts";

/** Makes sure that a port of this machine is free, before anything is started that needs it. @throws InputFault */
export const requireFreePort = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", () => {
      const mend = "Stop what uses it, or choose another one, e.g. --port 0 for any that is free.";
      reject(new InputFault([`Port ${port} cannot be used: something listens on it, or it is not allowed. ${mend}`]));
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
