import { nearest } from "../../did-you-mean.ts";
import type { Understood } from "../understood.ts";

/** Zones that keep another name beside their own; EventBridge Scheduler and Node know both. */
const OLD_NAMES = [
  ...["Alaska", "Arizona", "Central", "Eastern", "Hawaii", "Michigan", "Mountain", "Pacific"].map(
    (name) => `US/${name}`,
  ),
  ...["Atlantic", "Central", "Eastern", "Mountain", "Newfoundland", "Pacific"].map((name) => `Canada/${name}`),
];

/** What people call a zone, in any case, and the zones it may be; the likelier one first. */
const CALLED: [names: string, zones: string[]][] = [
  [
    "est edt et est5edt eastern us/eastern boston philadelphia washington atlanta miami baltimore",
    ["America/New_York"],
  ],
  ["est", ["America/Panama"]],
  ["cst cdt ct cst6cdt central houston dallas minneapolis nashville", ["America/Chicago"]],
  ["cst china prc beijing", ["Asia/Shanghai"]],
  ["cst cuba", ["America/Havana"]],
  ["mst mdt mt mst7mdt mountain", ["America/Denver"]],
  ["mst arizona", ["America/Phoenix"]],
  ["pst pdt pt pst8pdt pacific seattle california san_francisco san_diego", ["America/Los_Angeles"]],
  ["pst pht philippine", ["Asia/Manila"]],
  ["akst akdt alaska", ["America/Anchorage"]],
  ["hst hdt hawaii hawaiian", ["Pacific/Honolulu"]],
  ["ast adt atlantic", ["America/Halifax", "America/Puerto_Rico"]],
  ["ast arab arabia", ["Asia/Riyadh"]],
  ["nst ndt newfoundland", ["America/St_Johns"]],
  ["bst gmt utc z zulu wet uct universal greenwich gmt0 gb uk england british", ["Europe/London"]],
  ["bst bangladesh", ["Asia/Dhaka"]],
  ["ist india kolkata bombay mumbai delhi", ["Asia/Kolkata"]],
  ["ist israel tel_aviv", ["Asia/Jerusalem"]],
  ["ist eire irish ireland wet west", ["Europe/Dublin"]],
  ["wet west portugal", ["Europe/Lisbon"]],
  ["cet cest met mez germany munich", ["Europe/Berlin"]],
  ["cet cest met france", ["Europe/Paris"]],
  ["eet eest", ["Europe/Athens", "Europe/Helsinki"]],
  ["msk", ["Europe/Moscow"]],
  ["gst gulf", ["Asia/Dubai"]],
  ["pkt pakistan", ["Asia/Karachi"]],
  ["ict", ["Asia/Bangkok"]],
  ["wib indonesia", ["Asia/Jakarta"]],
  ["sgt sst singapore", ["Asia/Singapore"]],
  ["hkt hongkong", ["Asia/Hong_Kong"]],
  ["jst japan", ["Asia/Tokyo"]],
  ["kst rok korea", ["Asia/Seoul"]],
  ["aest aedt aet est canberra", ["Australia/Sydney"]],
  ["aest", ["Australia/Brisbane"]],
  ["acst acdt", ["Australia/Adelaide"]],
  ["awst", ["Australia/Perth"]],
  ["nzst nzdt nz", ["Pacific/Auckland"]],
  ["sast", ["Africa/Johannesburg"]],
  ["eat", ["Africa/Nairobi"]],
  ["wat", ["Africa/Lagos"]],
  ["cat", ["Africa/Maputo"]],
  ["brt brst brazil", ["America/Sao_Paulo"]],
  ["art argentina", ["America/Argentina/Buenos_Aires"]],
  ["clt clst chile", ["America/Santiago"]],
  ["cot colombia", ["America/Bogota"]],
  ["mexico", ["America/Mexico_City"]],
];

const cityOf = (zone: string): string => (zone.split("/").at(-1) ?? "").toLowerCase();

/** Hours ahead of UTC that a text names. In `Etc/GMT+5` the sign is turned round: it lies west. */
const hoursIn = (text: string): number | undefined => {
  const [, etc = "", , sign, hours, minutes = "0"] =
    /^(etc\/)?(gmt|utc)? ?([+-]) ?0?(\d{1,2})(?::?([0-5]\d))?$/i.exec(text.trim()) ?? [];
  if (sign === undefined || hours === undefined) return undefined;
  const ahead = Number(hours) + Number(minutes) / 60;
  return (sign === "-") === (etc === "") ? -ahead : ahead;
};

const hoursAhead = (zone: string, month: number): number => {
  const at = new Date(Date.UTC(2026, month, 1, 12));
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const [, name = ""] = /(GMT.*)$/.exec(format.format(at)) ?? [];
  return hoursIn(name) ?? 0;
};

const CANDIDATES = [...new Set(CALLED.flatMap(([, zones]) => zones))];

const byOffset = (hours: number): string[] =>
  [0, 6].flatMap((month) => CANDIDATES.filter((zone) => hoursAhead(zone, month) === hours)).slice(0, 3);

const called = (text: string): string[] => {
  const word = text
    .toLowerCase()
    .trim()
    .replaceAll(/[\s_]+/g, "_");
  const bare = word
    .replace(/^.*\//, "")
    .replace(/_?(standard|daylight|summer)?_?time.*$/, "")
    .replace(/^\(.*\)_/, "");
  return CALLED.filter(([names]) => [word, bare].some((one) => names.split(" ").includes(one))).flatMap(
    ([, zones]) => zones,
  );
};

const byCity = (text: string, zones: readonly string[]): string[] => {
  const city = text.toLowerCase().replaceAll(/\s+/g, "_");
  const same = zones.filter((zone) => zone.toLowerCase() === city || cityOf(zone) === city.replace(/^.*\//, ""));
  const near = nearest(
    text,
    zones.filter((zone) => zone.split("/")[0] === text.split("/")[0] && text.includes("/")),
  );
  return same.length > 0 || near === undefined || Math.abs(near.length - text.length) > 1 ? same : [near];
};

const meant = (text: string, zones: readonly string[]): string[] => {
  const hours = hoursIn(text);
  const found =
    hours === undefined
      ? [...OLD_NAMES.filter((zone) => zone.toLowerCase() === text.toLowerCase()), ...called(text)]
      : byOffset(hours);
  return [...new Set(found.length > 0 ? found : byCity(text, zones))].slice(0, 3);
};

const known = (text: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

const REGIONS = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Chile"];
const OLD_NAME = new RegExp(`^(?:${[...REGIONS, "Europe", "Indian", "Mexico", "Pacific"].join("|")})/[A-Z][\\w/-]*$`);

/** Named by a place, as IANA writes it: then its clock follows the law of that place. */
const isPlace = (text: string, zones: readonly string[]): boolean => {
  if (zones.includes(text) || OLD_NAMES.includes(text)) return true;
  return (
    OLD_NAME.test(text) && known(text) !== undefined && !zones.some((zone) => zone.toLowerCase() === text.toLowerCase())
  );
};

let places: readonly string[] | undefined;

// Intl works its list out anew each time, which takes milliseconds.
const placeZones = (): readonly string[] => {
  places ??= Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/") && !zone.startsWith("Etc/"));
  return places;
};

/**
 * Reads the IANA name of a place's zone. Abbreviations and offsets fail, though Node knows many: `EST` never changes
 * its clock, and `BST` or `IST` may be several countries'.
 */
export const readTimeZone = (text: string): Understood<string> => {
  const zones = placeZones();
  if (isPlace(text, zones)) return { ok: true, value: text };
  const what =
    known(text) === undefined && hoursIn(text) === undefined
      ? `There is no time zone "${text}".`
      : `"${text}" is not the time zone of a place: its clock may be another one than the school's.`;
  const [first, ...others] = meant(text, zones);
  const mend =
    first === undefined
      ? "Name a large city in your zone, like America/New_York."
      : `Did you mean ${[first, ...others].join(", or ")}?`;
  return { ok: false, what, mend };
};
