import { describe } from "vitest";
import { fiftyWorldsFrom } from "./many-worlds.ts";

// In a file of their own, so that two processors share the two hundred worlds of every change.
describe("in every later world each mail that is due arrives once, or is seen not to have arrived", () =>
  fiftyWorldsFrom([101, 151]));
