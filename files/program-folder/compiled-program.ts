/** The file that holds the compiled program, beside the code of each function that reads it. */
export const COMPILED_PROGRAM = "program.json";

/** The file that holds the clock of the school's zone, beside the program. */
export const COMPILED_CLOCK = "clock.json";
