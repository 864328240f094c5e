import { maskAddresses } from "./mask-addresses.ts";

/** An error as it may be logged: its name, its message without e-mail addresses, and the lines of its stack. */
export const tellable = (error: unknown): { name: string; message: string; stack: string[] } => {
  if (!(error instanceof Error))
    return { name: "Unknown", message: "something that is no error was thrown", stack: [] };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    name: error.name,
    message: maskAddresses(error.message),
    stack: frames.map((line) => line.trim()),
  };
};

/** The same error without e-mail addresses, for Lambda to log. */
export const withoutAddresses = (error: unknown): Error => {
  const { name, message, stack } = tellable(error);
  const told = new Error(message);
  told.name = name;
  told.stack = [`${name}: ${message}`, ...stack].join("\n    ");
  return told;
};
