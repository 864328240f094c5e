import { fileURLToPath } from "node:url";

/**
 * Folder of a program with seven milestones, for tests that name or count mails: it stays as it is while the program
 * that comes with matchward grows.
 */
export const SEVEN_MILESTONES = fileURLToPath(new URL("seven-milestones", import.meta.url));
