// Where the npm package is known to do otherwise than the Rust library, which MergeBuild follows. Each predicate is as
// narrow as it can be; a text that it does not cover and that comes out differently is a failure.

import { NEWER } from "./newer.mjs";

function parts(file, section) {
  const part = file[section];
  return part === null ? [] : part.pretokenizers ?? part.normalizers ?? [part];
}

const has = (file, section, type) => parts(file, section).some((part) => part.type === type);

const DIFFERENCES = [
  {
    reason: "the package looks for ideographs in UTF-16 units, so that it spaces none beyond U+FFFF",
    applies: (file, text) => has(file, "normalizer", "BertNormalizer") && /[\u{20000}-\u{2fa1f}]/u.test(text),
  },
  {
    reason: "\\s of JavaScript lacks U+0085 and has U+FEFF",
    applies: (file, text) => parts(file, "pre_tokenizer").some((part) => part.type === "ByteLevel" && part.use_regex !== false) &&
      /[\u0085\ufeff]/.test(text),
  },
  {
    reason: "\\d of JavaScript has no digits but those of ASCII",
    applies: (file, text) => has(file, "pre_tokenizer", "Digits") && /(?![0-9])\p{Nd}/u.test(text),
  },
  {
    reason: "the text has characters that are newer than Unicode 14.0",
    applies: (file, text) => NEWER.test(text),
  },
];

export function explanation(file, text) {
  return DIFFERENCES.find((difference) => difference.applies(file, text))?.reason ?? null;
}
