// @ts-check
import { launch } from "./launch.js";

const [script, ...args] = process.argv.slice(2);
if (script === undefined) throw new Error("Say which script: node cli/launch/run-script.js bench/year.ts");
await launch(script, args);
