const width = (text: string): number => [...text].length;

/** What stands in a line, by the names of its columns. */
export type Cells = Readonly<Record<string, string>>;

/** Rows as aligned columns, under a line of their names; columns in which nothing stands are left out. */
export const table = (rows: readonly Cells[]): string => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.some((row) => row[name]));
  const lines = [Object.fromEntries(names.map((name) => [name, name.replaceAll("_", " ")])), ...rows];
  const widths = names.map((name) => Math.max(...lines.map((line) => width(line[name] ?? ""))));
  const cellsOf = (line: Cells) =>
    names.map((name, at) => {
      const text = line[name] ?? "";
      return text + " ".repeat((widths[at] ?? 0) - width(text));
    });
  return lines.map((line) => `${cellsOf(line).join("  ").trimEnd()}\n`).join("");
};
