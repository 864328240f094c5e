import { InvalidArgumentError } from "commander";

/** Where a run's pages are, unless told. */
export const USUAL_PORT = 3000;

/** Reads a port of this machine, as an option's parser. */
export const portNumber = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new InvalidArgumentError("Write a number from 0 to 65535; 0 takes any free one.");
  return port;
};
