const width = (text: string): number => [...text].length;

/** Rows as aligned columns, under a line of their names; columns in which nothing stands are left out. */
export const table = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => rows.some((row) => row[name]));
  const lines = [Object.fromEntries(names.map((name) => [name, name.replaceAll("_", " ")])), ...rows];
  const widths = names.map((name) => Math.max(...lines.map((line) => width(line[name] ?? ""))));
  const cellsOf = (line: Readonly<Record<string, string>>) =>
    names.map((name, at) => {
      const text = line[name] ?? "";
      return text + " ".repeat((widths[at] ?? 0) - width(text));
    });
  return lines.map((line) => `${cellsOf(line).join("  ").trimEnd()}\n`).join("");
};
