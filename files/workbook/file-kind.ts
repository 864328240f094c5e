import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";

/** What a file is by its bytes, whatever its name says: text, a workbook that can be read, or why it is neither. */
export type FileKind = "text" | "workbook" | { fault: string };

const MEGABYTE = 1024 * 1024;
/** A workbook of 20,000 students has some 2 MB, and 20 MB once it is unpacked. */
const MOST_PACKED = 10 * MEGABYTE;
const MOST_UNPACKED = 150 * MEGABYTE;
const MOST_ENTRIES = 5_000;

const SAVE = 'open it in Excel, save it as "Excel Workbook (.xlsx)" or "CSV UTF-8", and send that';

const old = (bytes: Buffer): string =>
  bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))
    ? "The file is protected by a password; take the password off and send it again."
    : `The file is an Excel file of the old kind (.xls); ${SAVE}.`;

const textFault = (bytes: Buffer): string | undefined => {
  // In the first line only: further down it is a fault of that row, and the others go in.
  const end = bytes.indexOf("\n");
  const first = end < 0 ? bytes : bytes.subarray(0, end);
  return first.includes(0) ? "The file is not a CSV: it holds binary data." : undefined;
};

/**
 * Tells by the first bytes, and in a packed file by the names within, before any other code looks at it.
 * @param called what the file should hold, e.g. `roster`
 * @param name the file's, if it has one: a file that is not what it says is none
 */
export const fileKind = (bytes: Buffer, called: string, name = ""): FileKind => {
  const kind = kindOf(bytes, called);
  const [ending = ""] = /\.(xlsx|xlsm|xls|csv|txt|tsv)$/i.exec(name) ?? [];
  if (kind === "text" && /^\.xl/i.test(ending))
    return { fault: `The file is named ${ending} and is text, not a workbook; name it .csv, or ${SAVE}.` };
  return kind === "workbook" && ending !== "" && !/^\.xls[xm]$/i.test(ending)
    ? { fault: `The file is named ${ending} and is an Excel workbook; name it .xlsx.` }
    : kind;
};

const kindOf = (bytes: Buffer, called: string): FileKind => {
  const mark = bytes.subarray(0, 4).toString("hex");
  if (mark.startsWith("fffe") || mark.startsWith("feff"))
    return { fault: 'The file is UTF-16 text; save it as "CSV UTF-8" and send it again.' };
  if (mark === "d0cf11e0") return { fault: old(bytes) };
  if (mark === "25504446")
    return { fault: `The file is a PDF, not a ${called}; send the workbook or CSV it was made from.` };
  if (mark.startsWith("504b")) return packedKind(bytes, called);
  const start = bytes.subarray(0, 512).toString("latin1").trimStart().toLowerCase();
  if (start.startsWith("<?xml")) return { fault: `The file is XML, whatever its name says; ${SAVE}.` };
  if (/^(<!doctype|<html|<table|<meta|<head)/.test(start))
    return { fault: `The file is a web page, whatever its name says; ${SAVE}.` };
  const fault = textFault(bytes);
  return fault === undefined ? "text" : { fault };
};

const packedKind = (bytes: Buffer, called: string): FileKind => {
  if (bytes.length > MOST_PACKED)
    return { fault: `The workbook is larger than 10 MB; a ${called} of 20,000 people is smaller. Take the rest out.` };
  const entries = entriesOf(bytes);
  if (entries === undefined)
    return { fault: "The file looks like a workbook, but it is cut off or damaged; save it and send it again." };
  const has = (name: RegExp): boolean => entries.some((entry) => name.test(entry.name));
  if (has(/^content\.xml$/)) return { fault: `The file is an OpenDocument file (.ods); ${SAVE}.` };
  if (has(/^xl\/workbook\.bin$/)) return { fault: `The file is a binary workbook (.xlsb); ${SAVE}.` };
  if (has(/^word\//)) return { fault: `The file is a Word document, not a ${called}; send a workbook or a CSV.` };
  if (!has(/^\[Content_Types\]\.xml$/)) return { fault: `The file is an archive, not a ${called}; unpack it first.` };
  return isBomb(bytes, entries)
    ? { fault: `The workbook unpacks to far more than a ${called} holds; it is not read.` }
    : "workbook";
};

interface PackedEntry {
  name: string;
  isPacked: boolean;
  size: number;
  at: number;
}

// The directory at a zip's end (APPNOTE 4.3.12): of each entry its name, its packed size and where it is.
const entriesOf = (bytes: Buffer): PackedEntry[] | undefined => {
  const end = bytes.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0 || end + 22 > bytes.length) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  const entries: PackedEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let nth = 0; nth < Math.min(count, MOST_ENTRIES); nth += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push({
      name: bytes.subarray(at + 46, at + 46 + (name ?? 0)).toString("utf8"),
      isPacked: bytes.readUInt16LE(at + 10) === 8,
      size: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return count > MOST_ENTRIES ? undefined : entries;
};

// Unpacked with a bound, since the sizes that a directory claims may be lies.
const isBomb = (bytes: Buffer, entries: readonly PackedEntry[]): boolean => {
  let left = MOST_UNPACKED;
  for (const { isPacked, size, at } of entries) {
    if (at + 30 > bytes.length) return true;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.subarray(start, start + size);
    try {
      left -= isPacked ? inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) }).length : packed.length;
    } catch {
      return true;
    }
    if (left <= 0) return true;
  }
  return false;
};
