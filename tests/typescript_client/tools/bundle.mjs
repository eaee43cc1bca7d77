// Bundles a file as for a browser and prints its sizes. usage: node bundle.mjs FILE
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [process.argv[2]],
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  write: false,
  logLevel: "error",
});
const [{ contents }] = outputFiles;
const gzipped = gzipSync(contents, { level: 9 }).length;
process.stdout.write(JSON.stringify({ minified: contents.length, gzipped }));
