import { cpSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { Code } from "aws-cdk-lib/aws-lambda";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import * as z from "zod/mini";
import type { Program } from "#domain/calendar/program.ts";
import { memoize } from "#domain/time/memoize.ts";
import { wallClockByIntl } from "#domain/time/wall-clock.ts";
import { zoneClockOf } from "#domain/time/zone-clock.ts";
import { COMPILED_CLOCK, COMPILED_PROGRAM } from "#files/program-folder/compiled-program.ts";
import type { FunctionName } from "./environments.ts";

const ROOT = join(import.meta.dirname, "..");

/**
 * Parts of the AWS SDK that it loads only when they are needed, which they never are here: the ways to find credentials
 * on a developer's machine (in a Lambda they come from the environment, which is asked first), and calls that stream
 * events. Left out they save about 120 KB a bundle; the runtime's own SDK has them, should one ever be asked for.
 */
export const NEVER_LOADED: readonly string[] = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((way) => `@aws-sdk/credential-provider-${way}`),
  "@smithy/credential-provider-imds",
  "@smithy/core/event-streams",
];

const CONSTANT = /^const (_\w+) = ("[^"]*");$/gm;

/**
 * The SDK's clients describe all their calls by objects with computed keys (`{ [_h]: … }`, where `_h` is a constant).
 * esbuild takes such an object for one that might do something when it is made, and keeps the description of every
 * call. With the constants written out it keeps only the calls that are used: 45 KB less for SES.
 */
const writeKeysOut: Plugin = {
  name: "write-keys-out",
  setup: ({ onLoad }) =>
    onLoad({ filter: /client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const constants = new Map([...source.matchAll(CONSTANT)].map(([, name, text]) => [name, text]));
      const contents = source.replace(/\[(_\w+)\]:/g, (key, name) => `${constants.get(name) ?? key}:`);
      return { contents, loader: "js" };
    }),
};

const Description = z.object({ version: z.string() });

/**
 * Of the descriptions of its packages the SDK asks for the version alone, to name itself to AWS: 2 KB less a client.
 */
const leaveDescriptionsOut: Plugin = {
  name: "leave-descriptions-out",
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(Description.parse(JSON.parse(await readFile(path, "utf8")))),
      loader: "json",
    })),
};

/** Each export by itself, so that esbuild drops those that nobody imports, and nothing reads them. */
const builtin = (path: string): string => {
  const all = process.getBuiltinModule(`node:${path}`) ?? {};
  const names = Object.keys(all).filter((name) => name !== "default");
  return [
    `const builtin = /* @__PURE__ */ process.getBuiltinModule("node:${path}");`,
    "export default builtin;",
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => builtin.${name})();`),
  ].join("\n");
};

/**
 * Takes Node's own modules from the process, not by `import`: an import reads every property of such a module, and with
 * those of `node:http` Node loads the whole of undici, a tenth of a second. What a function does not use stays unread.
 */
const takeBuiltinsFromProcess: Plugin = {
  name: "take-builtins-from-process",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[a-z_:/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ""), namespace: "builtin", sideEffects: false } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({ contents: builtin(path) }));
  },
};

/**
 * Answer whoever waits for a page. What one loads only where it is needed, as its log, is a file beside, of which Node
 * parses nothing before: each is made by itself, so that it shares no file with another.
 */
const PAGES: ReadonlySet<FunctionName> = new Set(["site", "hear-advisors", "hear-guests", "feeds", "office", "plan"]);

const optionsFor = (
  names: readonly FunctionName[],
  outdir: string,
  more: readonly Plugin[],
): BuildOptions & { metafile: true } => ({
  absWorkingDir: ROOT,
  entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join("functions", name, "handler.ts")])),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: names.every((name) => PAGES.has(name)),
  chunkNames: `${names[0]}/[name]-[hash]`,
  minify: true,
  // They stand in node_modules: a page is waited for, and nobody reads its bundle.
  legalComments: "none",
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  external: [...NEVER_LOADED],
  plugins: [...more, writeKeysOut, leaveDescriptionsOut, takeBuiltinsFromProcess],
  metafile: true,
  logLevel: "warning",
});

/** What is laid beside a function's code, which it reads at its start: a style sheet and a picture. */
const ASSETS: Partial<Record<FunctionName, string>> = { office: "pages/office/assets" };

/**
 * Makes each function's bundle, `<outdir>/<name>/index.mjs`: minified ES modules with all it needs. One run of esbuild
 * makes them all but those of pages; CDK's `NodejsFunction` would start npx and esbuild anew for each.
 * @param more what else is done to their files, for a bench that compares
 * @returns esbuild's account of what went into them, one a run
 */
export const makeBundles = async (
  names: readonly FunctionName[],
  outdir: string,
  more: readonly Plugin[] = [],
): Promise<Metafile[]> => {
  for (const name of names) {
    // Files beside a module are called after what is in them: those of an earlier build would stay.
    rmSync(join(outdir, name), { recursive: true, force: true });
    const assets = ASSETS[name];
    if (assets !== undefined) cpSync(join(ROOT, assets), join(outdir, name, "assets"), { recursive: true });
  }
  const others = names.filter((name) => !PAGES.has(name));
  const runs = [
    ...(others.length > 0 ? [others] : []),
    ...names.filter((name) => PAGES.has(name)).map((name) => [name]),
  ];
  return Promise.all(runs.map(async (run) => (await build(optionsFor(run, outdir, more))).metafile));
};

/** Years for which the clock of the school's zone is worked out; for others a function asks Intl. */
const CLOCK_YEARS = [2025, 2046] as const;

const clockOf = memoize((timeZone: string): string => {
  const byIntl = (at: number) => {
    const { shows, name } = wallClockByIntl(at, timeZone);
    return [(shows - at) / 60_000, name] as const;
  };
  return JSON.stringify(zoneClockOf(timeZone, byIntl, CLOCK_YEARS));
});

/** Puts the compiled program, and the clock of its school's zone, beside a function's code. */
export const placeProgram = (folder: string, program: Program): void => {
  writeFileSync(join(folder, COMPILED_PROGRAM), JSON.stringify(program));
  writeFileSync(join(folder, COMPILED_CLOCK), clockOf(program.school.timeZone));
};

/** The code of a function; `readsProgram` puts the compiled program beside it. */
export type CodeOf = (name: FunctionName, readsProgram: boolean) => Code;

/** The code of functions whose bundles lie in a folder. The same program is always the same bytes. */
export const codeIn =
  (bundles: string, program: Program): CodeOf =>
  (name, readsProgram) => {
    const folder = join(bundles, name);
    if (readsProgram) placeProgram(folder, program);
    return Code.fromAsset(folder);
  };
