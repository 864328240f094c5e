/** What is written to standard output and error while `work` runs: the log, as Lambda would keep it. */
export const logOf = async (work: () => Promise<unknown>): Promise<string> => {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams) stream.write = (chunk) => lines.push(String(chunk)) > 0;
  try {
    await work();
  } finally {
    streams.forEach((stream, nth) => {
      stream.write = writes[nth] ?? stream.write;
    });
  }
  return lines.join("");
};
