// Parses every generated module and proves that it holds declarations only: nothing that runs, but what the emitter
// writes itself. Prints the shape of each module as JSON, for comparison with a harmless twin.
// usage: node shapes.mjs PACKAGE
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

const K = ts.SyntaxKind;
const TYPES = [
  K.InterfaceDeclaration, K.TypeAliasDeclaration, K.PropertySignature, K.IndexSignature, K.Parameter, K.Identifier,
  K.StringLiteral, K.NumericLiteral, K.PrefixUnaryExpression, K.LiteralType, K.UnionType, K.ArrayType,
  K.ParenthesizedType, K.IntersectionType, K.TypeLiteral, K.TypeReference, K.QualifiedName, K.StringKeyword,
  K.NumberKeyword, K.BooleanKeyword, K.UnknownKeyword, K.NullKeyword, K.TrueKeyword, K.FalseKeyword,
  K.ExportKeyword, K.ReadonlyKeyword, K.QuestionToken,
];
const DATA = [
  K.VariableStatement, K.VariableDeclarationList, K.VariableDeclaration, K.ObjectLiteralExpression,
  K.ArrayLiteralExpression, K.PropertyAssignment, K.AsExpression,
];
const MODULE = [
  K.SourceFile, K.EndOfFileToken, K.ImportDeclaration, K.ImportClause, K.NamespaceImport, K.NamedImports,
  K.ImportSpecifier, K.ExportDeclaration, K.NamedExports, K.ExportSpecifier, K.NamespaceExport,
];
const CODE = [
  K.ClassDeclaration, K.ClassExpression, K.HeritageClause, K.ExpressionWithTypeArguments, K.Constructor,
  K.MethodSignature, K.ConstructorType, K.Block, K.ReturnStatement, K.ExpressionStatement, K.CallExpression,
  K.PropertyAccessExpression, K.SuperKeyword, K.FunctionDeclaration, K.NewExpression,
];
const ALLOWED = {
  "models.ts": [...MODULE, ...TYPES, ...DATA],
  "operations.ts": [...MODULE, ...TYPES, ...DATA, K.PropertyAccessExpression],
  "profile.ts": [...MODULE, ...TYPES, ...DATA, ...CODE],
  "client.ts": [...MODULE, ...TYPES, ...DATA, ...CODE],
  "index.ts": [...MODULE, K.StringLiteral, K.Identifier],
};
const RUNS = [
  /^super\(options, PROFILE\)$/,
];

/** What operations may name of the runtime. */
const WAYS = new RegExp(
  "^ways\\.(paged|cursors|form|multipart|none|raw|path|header|cookie|content|more|together|in(Header|Path|Query))$",
);

function problem(file, node, what) {
  throw new Error(`${file.fileName}: ${what}: ${node.getText(file).slice(0, 200)}`);
}

/** Is it the call that gives a class its methods? What stands in the table is judged as all else is. */
function isTable({ expression, arguments: given }) {
  const [one, other] = given;
  return expression.text === "methods" && ts.isClassExpression(one) && ts.isObjectLiteralExpression(other);
}

function check(file, name, node) {
  if (!ALLOWED[name].includes(node.kind)) problem(file, node, K[node.kind]);
  if (ts.isCallExpression(node)) {
    const text = node.getText(file).replace(/\s+/g, " ").replace(/\( /g, "(").replace(/,? \)/g, ")");
    if (!RUNS.some((pattern) => pattern.test(text)) && !isTable(node)) problem(file, node, "a call");
  }
  if (ts.isNewExpression(node) && !/^new (Key|App|Scheme)Client\(options, PROFILE\)$/.test(node.getText(file))) {
    problem(file, node, "a new object");
  }
  if (ts.isPropertyAccessExpression(node) && !WAYS.test(node.getText(file))) {
    problem(file, node, "a way");
  }
  if (ts.isIdentifier(node) && node.text === "__proto__" && ts.isPropertyAssignment(node.parent)) {
    problem(file, node, "a prototype");
  }
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    if (!/^\.\.?\/[a-z0-9/_-]+\.js$/.test(node.moduleSpecifier.text)) problem(file, node, "a module");
  }
  ts.forEachChild(node, (child) => check(file, name, child));
}

/** What the plan decides: the declarations in order, with the number of their members. */
function shape(statement) {
  const members = statement.members?.length ?? 0;
  return ts.isVariableStatement(statement) ? K[statement.kind] : `${K[statement.kind]} ${members}`;
}

const source = join(process.argv[2], "src");
const shapes = {};
for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  const place = path.slice(source.length + 1);
  if (!entry.isFile() || place.startsWith("runtime")) continue;
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  if (file.parseDiagnostics.length > 0) problem(file, file, file.parseDiagnostics[0].messageText);
  check(file, entry.name, file);
  shapes[place] = file.statements.map(shape);
}
process.stdout.write(JSON.stringify(shapes));
