import { run } from "../../cli/run.ts";

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs the command in this process, which is quicker than starting it. */
export const matchward = async (...args: string[]): Promise<Ended> => {
  const said = { out: "", err: "" };
  const screen = (name: "out" | "err") => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const code = await run(args, { out: screen("out"), err: screen("err") });
  return { code, ...said };
};
