// Hostile texts from a seed: the same seed gives the same texts everywhere.

const FRAGMENTS = [
  "the", " quick", "Brown", " fox's", "I'LL", "don't", "naïve", "É", "e\u0301", "\u0301", "a\u0328\u0301", "ß", "İ", "ǅ", "Σς", "ﬁ", "ſ",
  "日本語", "漢字", "かな", "カナ", "ｶﾅ", "한국어", "\u1112\u1161\u11ab", "мир", "Ωμέγα", "שלום", "مرحبا", "٣٤٥", "नमस्ते", "१२", "ไทย", "ภาษา", "தமிழ்", "ខ្មែរ",
  "😀", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "🏳️‍🌈", "1️⃣", "𝔘𝔫𝔦", "𐐷", "𠜎", "𝟘𝟙", "𒀀", "\u{E0041}",
  "0", "42", "3.14", "1,000,000", "12345678901234567890", "½", "²", "①", "Ⅷ", "10%",
  " ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", " \n ", "\u00a0", "\u2003", "\u3000", "\u2028", "\u0085", "\u200b", "\u200d", "\ufeff", "\u00ad",
  "\u0000", "\u0001", "\u001b[0m", "\u007f", "\ufffd", "\ue000", "\ufdd0", "\u061c",
  ".", ",", "!", "?", "...", "—", "…", "“”", "«»", "()", "[]{}", "<>", "|", "\\", "/", "'", "\"", "`", "^", "~", "$", "€", "+", "=", "_", "__", "-", "*", "&", "#", "@", "%",
  "<s>", "</s>", "<unk>", "<pad>", "<mask>", " <mask> ", "[CLS]", "[SEP]", "[MASK]", "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|end|>", "<|begin_of_text|>", "<tool_call>",
  "<0x41>", "<0xE2>", "▁", "▁▁the", "Ġ", "##ing", "\ud83d", "\ude00", "\udfff\ud800",
  "http://a.b/c?d=e&f=g#h", "snake_case", "CamelCase", "x = y[0];", "{\"a\": [1, 2]}",
];

// xorshift32: enough to choose among fragments.
export function numbers(seed) {
  let state = (seed * 2654435761 + 88675123) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

function anyCodePoint(next) {
  const range = [0x80, 0x250, 0x3000, 0x10000, 0x20000, 0x110000][next(6)];
  return String.fromCodePoint(next(range));
}

export function texts(seed, count) {
  const next = numbers(seed);
  return Array.from({ length: count }, () => {
    const length = 1 + next(12);
    let text = "";
    for (let index = 0; index < length; index++) {
      const fragment = next(8) === 0 ? anyCodePoint(next) : FRAGMENTS[next(FRAGMENTS.length)];
      text += next(20) === 0 ? fragment.repeat(2 + next(30)) : fragment;
    }
    return text;
  });
}
