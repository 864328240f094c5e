/** The file that holds the compiled program, beside the code of each function that reads it. */
export const COMPILED_PROGRAM = "program.json";
