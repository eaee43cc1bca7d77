// Imports every entry of a built package; fails if that prints, or changes a global or a prototype.
// usage: node loads.mjs PACKAGE
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const before = new Set(Object.getOwnPropertyNames(globalThis));
const prototype = Object.getOwnPropertyNames(Object.prototype).join();
const dist = join(process.argv[2], "dist");
let count = 0;
for (const name of readdirSync(dist, { recursive: true })) {
  if (!name.endsWith(".js")) continue;
  await import(pathToFileURL(join(dist, name)).href);
  count += 1;
}
const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
if (added.length > 0) throw new Error(`globals: ${added.join()}`);
if (Object.getOwnPropertyNames(Object.prototype).join() !== prototype) throw new Error("the prototype");
process.stdout.write(String(count));
