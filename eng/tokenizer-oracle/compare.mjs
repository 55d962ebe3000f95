// Compares `mergebuild tokenize` with the npm package @huggingface/tokenizers on texts from a seed.
//
//   npm install --prefix artifacts/tokenizer-oracle @huggingface/tokenizers@0.2.0
//   node eng/tokenizer-oracle/compare.mjs --seed 1 [--count 2000] [--modules artifacts/tokenizer-oracle] [--tokenizer FILE]…
//
// Exit codes: 0 compared and equal, 1 compared and different, 3 not compared (the reason is printed).

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { texts } from "./texts.mjs";
import { explanation } from "./differences.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "2000" },
    modules: { type: "string", default: join(root, "artifacts/tokenizer-oracle") },
    tool: { type: "string", default: join(root, "src/MergeBuild.Cli/bin/Debug/net10.0/mergebuild.dll") },
    tokenizer: { type: "string", multiple: true },
  },
});

function notCompared(reason) {
  console.error(`not compared: ${reason}`);
  process.exit(3);
}

if (!existsSync(values.tool)) {
  notCompared(`${values.tool} is not built`);
}

let Tokenizer;
try {
  ({ Tokenizer } = createRequire(join(resolve(values.modules), "package.json"))("@huggingface/tokenizers"));
} catch (error) {
  notCompared(`@huggingface/tokenizers is not installed in ${values.modules} (${error.code ?? error.message})`);
}

function ours(path, inputs, options) {
  const run = spawnSync("dotnet", ["exec", values.tool, "tokenize", path, "--json", ...options],
    { input: JSON.stringify(inputs), encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) {
    console.error(`${basename(path)}: exit code ${run.status}: ${run.stderr.trim()}`);
    process.exit(1);
  }
  return JSON.parse(run.stdout);
}

const golden = join(root, "tests/MergeBuild.Evaluation.Tests/Tokenization/golden");
const paths = values.tokenizer ?? readdirSync(golden)
  .filter((name) => name.endsWith(".json") && !["expected.json", "tiny-tokens.json"].includes(name))
  .map((name) => join(golden, name));
const inputs = texts(Number(values.seed), Number(values.count));
let different = 0;
for (const path of paths) {
  const file = JSON.parse(readFileSync(path, "utf8"));
  const oracle = new Tokenizer(file, {});
  const explained = {};
  let unexplained = 0;
  for (const special of [true, false]) {
    ours(path, inputs, special ? [] : ["--no-special"]).forEach((ids, index) => {
      // The package gives its parser well-formed text only through TextEncoder; lone surrogates are U+FFFD there and here.
      const text = inputs[index].toWellFormed();
      const expected = oracle.encode(text, { add_special_tokens: special }).ids;
      if (JSON.stringify(ids) === JSON.stringify(expected)) {
        return;
      }
      const reason = explanation(file, text);
      if (reason) {
        explained[reason] = (explained[reason] ?? 0) + 1;
        return;
      }
      if (unexplained++ < 5) {
        console.log(`${basename(path)}: ${JSON.stringify(text)}\n  expected ${expected}\n  actual   ${ids}`);
      }
    });
  }
  different += unexplained;
  console.log(`${basename(path)}: ${inputs.length} texts compared twice, ${unexplained} differ` +
    Object.entries(explained).map(([reason, count]) => `; ${count} explained: ${reason}`).join(""));
}
process.exit(different ? 1 : 0);
