/** The gate on the widget's weight: what a visitor's browser downloads, gzipped. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

export const FILES = ["loader.js", "panel.html", "panel.js", "panel.css"];
/** Bytes after gzip. A third of the loader's are the messengers' logos, which stand on the page before anything is opened. */
export const LOADER_LIMIT = 4 * 1024;
export const TOTAL_LIMIT = 25 * 1024;

/**
 * The bytes of each file after gzip, in the order of FILES.
 * @param {string} folder
 * @returns {{ name: string, bytes: number }[]}
 */
export function weigh(folder) {
  return FILES.map((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) throw new Error(`${path} is missing; build the widget first: npm run build:widget`);
    return { name, bytes: gzipSync(readFileSync(path), { level: 9 }).length };
  });
}

/**
 * One sentence for each limit that is passed.
 * @param {{ name: string, bytes: number }[]} files
 * @returns {string[]}
 */
export function complaints(files) {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const said = files
    .filter((file) => file.name === "loader.js" && file.bytes > LOADER_LIMIT)
    .map((file) => `${file.name} has ${file.bytes} bytes gzipped; the limit is ${LOADER_LIMIT}.`);
  if (total > TOTAL_LIMIT) {
    const heaviest = files.reduce((a, b) => (b.bytes > a.bytes ? b : a));
    said.push(
      `The widget has ${total} bytes gzipped; the limit is ${TOTAL_LIMIT}. The heaviest is ${heaviest.name} with ${heaviest.bytes}.`,
    );
  }
  return said;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const files = weigh(fileURLToPath(new URL("./dist", import.meta.url)));
    for (const { name, bytes } of files) console.log(`${String(bytes).padStart(6)}  ${name}`);
    console.log(`${String(files.reduce((sum, file) => sum + file.bytes, 0)).padStart(6)}  together`);
    const said = complaints(files);
    for (const sentence of said) console.error(sentence);
    process.exitCode = said.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
