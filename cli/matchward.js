#!/usr/bin/env node
// @ts-check
import { launch } from "./launch/launch.js";

await launch("cli/matchward.ts", process.argv.slice(2));
