/** What the person gave us is wrong; nothing was done. Each line says where, what, and how to mend it. Exit code 1. */
export class InputFault extends Error {
  override name = "InputFault";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** The system could not do what it was asked, though the input was right. Exit code 3. */
export class SystemFailed extends Error {
  override name = "SystemFailed";
}
