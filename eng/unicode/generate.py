#!/usr/bin/env python3
"""Writes the Unicode tables of the tokenizers, src/MergeBuild.Evaluation/Tokenization/Unicode/unicode.bin.

The runtime's own tables change with its version, and its normalisation forms do nothing without ICU. These are those of
Python's unicodedata (Unicode 14.0 in Python 3.11) and, for properties, of Perl 5.36 (Unicode 14.0 too); the generator
refuses other versions, so that it writes the same bytes everywhere.

The file is a zlib stream of unsigned LEB128 numbers, section after section:
  categories      runs up to U+10FFFF: length, category (in the order of .NET's UnicodeCategory)
  classes         runs up to U+10FFFF: length, canonical combining class
  decompositions  count, then: distance from the last code point, 1 if compatibility + 2 if it composes, length, code points
  lower case      count, then: distance, length, code points
  case folding    count, then: distance, code point (simple folding)
  properties      count, then: length of the name, its letters, number of ranges, then: distance, length
"""
import pathlib
import subprocess
import sys
import unicodedata
import zlib

VERSION = "14.0.0"
LIMIT = 0x110000
CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn").split()
SCRIPTS = ("Han Hiragana Katakana Hangul Bopomofo Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Devanagari Bengali "
           "Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Mongolian "
           "Ethiopic").split()
PROPERTIES = {script: f"Script={script}" for script in SCRIPTS} | {name: name for name in ("Alphabetic", "Lowercase", "Uppercase")}
TARGET = pathlib.Path(__file__).parents[2] / "src/MergeBuild.Evaluation/Tokenization/Unicode/unicode.bin"


class Table(bytearray):
    def number(self, value):
        while value >= 0x80:
            self.append(value & 0x7F | 0x80)
            value >>= 7
        self.append(value)

    def runs(self, value_of):
        start = 0
        for code in range(1, LIMIT + 1):
            if code == LIMIT or value_of(code) != value_of(start):
                self.number(code - start)
                self.number(value_of(start))
                start = code

    def entries(self, entries):
        self.number(len(entries))
        last = 0
        for code, numbers in entries:
            self.number(code - last)
            last = code
            for number in numbers:
                self.number(number)


def characters():
    return ((code, chr(code)) for code in range(LIMIT) if not 0xD800 <= code < 0xE000)


def decompositions():
    for code, character in characters():
        parts = unicodedata.decomposition(character).split()
        if parts:
            compatibility = parts[0].startswith("<")
            codes = [int(part, 16) for part in parts if not part.startswith("<")]
            composes = (not compatibility and len(codes) == 2 and
                        unicodedata.normalize("NFC", "".join(map(chr, codes))) == character)
            yield code, [compatibility + 2 * composes, len(codes), *codes]


def lower_case():
    for code, character in characters():
        lower = character.lower()
        if lower != character:
            yield code, [len(lower), *map(ord, lower)]


def case_folding():
    for code, character in characters():
        folded = character.casefold()
        folded = folded if len(folded) == 1 else character.lower()
        if len(folded) == 1 and folded != character:
            yield code, [ord(folded)]


def property_ranges(expression):
    program = (f'printf "%vd\\n", $^V; for (0..0x10FFFF) {{ next if $_ >= 0xD800 && $_ < 0xE000; '
               f'print "$_\\n" if chr($_) =~ /\\p{{{expression}}}/ }}')
    lines = subprocess.run(["perl", "-e", program], check=True, capture_output=True, text=True).stdout.split()
    if not lines[0].startswith("5.36."):
        sys.exit(f"The properties are those of Perl 5.36, not {lines[0]}.")
    ranges = []
    for code in map(int, lines[1:]):
        if ranges and ranges[-1][0] + ranges[-1][1] == code:
            ranges[-1][1] += 1
        else:
            ranges.append([code, 1])
    return ranges


def main():
    if unicodedata.unidata_version != VERSION:
        sys.exit(f"The tables are those of Unicode {VERSION}; this Python has {unicodedata.unidata_version}.")
    table = Table()
    table.runs(lambda code: CATEGORIES.index(unicodedata.category(chr(code))))
    table.runs(lambda code: unicodedata.combining(chr(code)))
    table.entries(list(decompositions()))
    table.entries(list(lower_case()))
    table.entries(list(case_folding()))
    table.number(len(PROPERTIES))
    for name, expression in PROPERTIES.items():
        table.number(len(name))
        table.extend(name.encode("ascii"))
        table.entries([(start, [length]) for start, length in property_ranges(expression)])
    TARGET.write_bytes(zlib.compress(bytes(table), 9))


main()
