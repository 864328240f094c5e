import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { App, Stack } from "aws-cdk-lib";
import { type Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Metafile } from "esbuild";
import { describe, expect, test } from "vitest";
import { changeAt, ZoneClock } from "#domain/time/zone-clock.ts";
import { codeIn, makeBundles, NEVER_LOADED } from "../../infra/bundles.ts";
import { FUNCTION_NAMES } from "../../infra/environments.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { PROGRAM } from "./synthesized.ts";

const folder = temporaryFolder();
const made = await makeBundles(FUNCTION_NAMES, folder);

/** What a module loads at its start, its own file first. */
const loadedAtStart = (outputs: Metafile["outputs"], file: string): string[] => [
  file,
  ...(outputs[file]?.imports ?? []).flatMap(({ kind, path }) =>
    kind === "import-statement" ? loadedAtStart(outputs, path) : [],
  ),
];

const all: Metafile["outputs"] = Object.assign({}, ...made.map(({ outputs }) => outputs));
const bundles = FUNCTION_NAMES.map((name) => {
  const outputs = Object.fromEntries(Object.entries(all).filter(([path]) => path.includes(`/${name}/`)));
  const index = Object.keys(outputs).find((path) => path.endsWith(`${name}/index.mjs`)) ?? "";
  const files = Object.values(outputs);
  return {
    name,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    exports: outputs[index]?.exports,
    modules: files.flatMap(({ inputs }) => Object.keys(inputs)),
    atStart: [...new Set(loadedAtStart(outputs, index))].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})),
    outside: files.flatMap(({ imports }) => imports).filter(({ external }) => external),
  };
});

/** `import-roster` reads workbooks, `office` sends mails and tries addresses again: loaded only where it is needed. */
const MOST: Partial<Record<string, number>> = { site: 150_000, "import-roster": 600_000, office: 900_000 };

describe.each(bundles)("the bundle of $name", ({ name, bytes, exports, atStart, outside }) => {
  const most = MOST[name] ?? 400_000;
  test(`is at most ${most / 1000} KB`, () => {
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(most);
  });

  test("exports its handler", () => {
    expect(exports).toEqual(["handler"]);
  });

  test("asks at its start for nothing that is not in it or in Node", () => {
    for (const { kind, path } of outside) {
      expect(NEVER_LOADED).toContain(path);
      expect(kind, path).toBe("dynamic-import");
    }
  });

  test("has the program beside it where its code reads it, and only there", () => {
    const reads = atStart.includes("functions/start/deployed-program.ts");
    expect(reads).toBe(name !== "publish-changes");
  });
});

describe("the bundle of what a student waits for", () => {
  test.each(["site", "hear-guests", "hear-advisors", "feeds"])(
    "knows no identity provider: personal links go on working while it is down (%s)",
    (name) => {
      const ofSignIn = (wanted: string) =>
        bundles
          .find((one) => one.name === wanted)
          ?.modules.filter((path) => /openid-client|adapters\/oidc|sign-in/.test(path));
      for (const behind of ["office", "plan"]) expect(ofSignIn(behind)).not.toEqual([]);
      expect(ofSignIn(name)).toEqual([]);
    },
  );

  test("has neither the AWS SDK's clients, the log, nor undici, which is Node's own `fetch`, when it starts", () => {
    const file = pathToFileURL(join(folder, "site", "index.mjs")).href;
    const loads = "process.moduleLoadList.filter((name) => name.includes('undici'))";
    const script = `await import(${JSON.stringify(file)}); console.log(JSON.stringify(${loads}))`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual([]);
    const site = bundles.find(({ name }) => name === "site");
    expect(site?.atStart.filter((path) => /@smithy|client-dynamodb|powertools/.test(path))).toEqual([]);
  });
});

describe("the code of a function", () => {
  const place = (readsProgram: boolean): void => {
    const stack = new Stack(new App({ outdir: temporaryFolder() }));
    const code: Code = codeIn(folder, PROGRAM)("site", readsProgram);
    new LambdaFunction(stack, "Function", { runtime: Runtime.NODEJS_24_X, handler: "index.handler", code });
  };

  test("is the same for the same program, and has it beside it", () => {
    place(true);
    const first = readFileSync(join(folder, "site", "program.json"), "utf8");
    place(true);
    expect(readFileSync(join(folder, "site", "program.json"), "utf8")).toBe(first);
    expect(JSON.parse(first)).toEqual(PROGRAM);
    const clock = ZoneClock.parse(JSON.parse(readFileSync(join(folder, "site", "clock.json"), "utf8")));
    expect(changeAt(clock, Date.parse("2045-07-01"))?.slice(1)).toEqual([-240, "EDT"]);
  });

  test("comes without the program where it is not asked for", () => {
    codeIn(folder, PROGRAM)("publish-changes", false);
    expect(existsSync(join(folder, "publish-changes", "program.json"))).toBe(false);
  });
});
