// Counts `any` in the declarations that a user of the package sees. usage: node surface.mjs PACKAGE
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

const dist = join(process.argv[2], "dist");
let files = 0;
let found = 0;
for (const name of readdirSync(dist, { recursive: true })) {
  if (!name.endsWith(".d.ts")) continue;
  files += 1;
  const text = readFileSync(join(dist, name), "utf8");
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found += 1;
      console.error(`${name}: ${node.parent.getText(file).slice(0, 100)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}
process.stdout.write(JSON.stringify({ files, found }));
