"""Writes tests/MergeBuild.Evaluation.Tests/Chat/jinja-cases.json with Jinja2, set up as transformers sets it up.

    python3 eng/known-answers/chat_templates.py tests/MergeBuild.Evaluation.Tests/Chat/jinja-cases.json
"""

import datetime
import json
import sys

from jinja2.ext import Extension, loopcontrols
from jinja2.nodes import CallBlock
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(Extension):
    """The block that marks what the assistant wrote; it renders as its body."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def raise_exception(message):
    raise ValueError(message)


def environment():
    result = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    result.filters["tojson"] = lambda value, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
    result.globals["raise_exception"] = raise_exception
    result.globals["strftime_now"] = datetime.datetime(2024, 7, 26).strftime
    return result


CONVERSATION = {
    "messages": [
        {"role": "system", "content": " Be brief. "},
        {"role": "user", "content": "Hi\nyou"},
        {"role": "assistant", "content": "Sure", "tool_calls": [
            {"type": "function", "function": {"name": "weather", "arguments": {"city": "Zürich", "days": 3, "metric": True, "note": None}}}]},
        {"role": "tool", "content": "{\"t\": 21.5}"},
        {"role": "user", "content": [{"type": "text", "text": "part one"}, {"type": "image"}, {"type": "text", "text": "<two> \"q\""}]},
    ],
    "tools": [{"type": "function", "function": {
        "name": "weather", "description": "It's the weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer", "enum": [1, 2, 3]}}, "required": ["city"]}}}],
    "add_generation_prompt": True, "bos_token": "<s>", "eos_token": "</s>",
}

TEMPLATES = {
    "whitespace": "A\n  {% if true %}  \n  B\n  {%- if true -%}\n  C  \n {% endif %}\n  D {% endif %} E\n {# note #} \n F {#- note -#}  G\n\n{{- 'H' -}}\n I {% if false %}x{% endif %}\nJ\n{%+ if true +%}\n K\n  {%+ endif %}\nL\n\n",
    "raw": "a {% raw %} {{ x }} {% if %} {% endraw %} b\n{%- raw -%}  c {{ y }}  {%- endraw +%}\n d",
    "tools": "{%- for tool in tools %}{{- tool | tojson }}\n{{ tool | tojson(indent=2) }}{% set f = tool.function %}|{{ f.name }}|{{ f['description'] }}|{% for name, p in f.parameters.properties.items() %}{{ name }}:{{ p.type }}{% if p.enum is defined %}={{ p.enum | join('/') }}{% endif %}{{ ', ' if not loop.last }}{% endfor %}{% endfor %}",
    "calls": "{%- for m in messages %}{%- if m.tool_calls is defined and m.tool_calls %}{%- for c in m.tool_calls %}{{ c.function.name }}({{ c.function.arguments | tojson }}) {{ c.function.arguments.items() | list }} {{ c.function.arguments }}{%- endfor %}{%- endif %}{%- endfor %}",
    "parts": "{% for m in messages %}{% if m.content is string %}[{{ m.content | trim }}]{% elif m.content is iterable and m.content is not mapping %}{% for p in m.content | selectattr('type', 'equalto', 'text') %}<{{ p.text }}>{% else %}none{% endfor %}{{ m.content | map(attribute='type') | join(',') }}{{ m.content | rejectattr('text') | list | length }}{% endif %}{% endfor %}",
    "loops": "{% for i in range(7) if i is odd %}{{ loop.index }}{{ loop.revindex }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}/{{ loop.nextitem }}{{ loop.cycle('a', 'b') }}{{ loop.changed(i // 4) }};{% else %}no{% endfor %}{% for i in [] %}x{% else %}empty{% endfor %}{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "scopes": "{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}{% if true %}{% set x = 9 %}{% endif %}{{ x }}{% with x = 3, y = 4 %}{{ x + y }}{% endwith %}{{ x }}{% set ns = namespace(a=1) %}{% for i in [1, 2] %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}{% set a, b = [1, 'z'] %}{{ a }}{{ b }}{% set block | upper %}inner {{ x }}{% endset %}{{ block }}",
    "macros": "{% macro f(a, b='B', c=none) %}({{ a }}{{ b }}{{ c }}{{ caller() if caller is defined and caller }}){% endmacro %}{{ f(1) }}{{ f(1, c=2) }}{{ f(b=3, a=4) }}{% call f('x') %}body{% endcall %}{% macro g(n) %}{{ n }}{% if n > 0 %}{{ g(n - 1) }}{% endif %}{% endmacro %}{{ g(3) }}{% filter upper %}filtered{% endfilter %}",
    "recursive": "{% for item in [{'n': 1, 'c': [{'n': 2, 'c': [{'n': 3}]}]}, {'n': 4}] recursive %}{{ item.n }}@{{ loop.depth }}{% if item.c %}[{{ loop(item.c) }}]{% endif %}{% endfor %}",
    "arithmetic": "{{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ -2 ** 2 }} {{ 1 + 2 * 3 - 4 }} {{ 1.5 + 1 }} {{ 3.0 }} {{ 1e20 }} {{ 0.1 + 0.2 }} {{ 1e-7 }} {{ 10 / 5 }} {{ 'ab' * 3 }} {{ [1] * 2 + [2] }} {{ true + 1 }} {{ 1 ~ 2 ~ none }} {{ 6.5 // 2 }} {{ 1_000 }} {{ 123456789012.5 }}",
    "logic": "{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ not 1 == 2 }} {{ 'a' or 'b' }} {{ '' or 'b' }} {{ 0 and x }} {{ 1 in [1, 2] }} {{ 'k' in {'k': 1} }} {{ 3 not in [1] }} {{ 'x' if false }}|{{ 'p' if 1 else 'q' if 2 else 'r' }} {{ 1 == 1.0 }} {{ true == 1 }} {{ 'a' < 'b' }} {{ [1, 2] == [1, 2] }} {{ none == false }} {{ (1, 2) | length }} {{ not not 3 }} {{ x is defined or 5 }}",
    "tests": "{{ x is defined }} {{ none is none }} {{ 1 is number }} {{ true is number }} {{ true is integer }} {{ 1.0 is float }} {{ 's' is string }} {{ {} is mapping }} {{ [] is sequence }} {{ {} is sequence }} {{ 's' is iterable }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 'a' is in ['a'] }} {{ 1 is eq 1 }} {{ 1 is not eq 2 }} {{ true is true }} {{ 1 is true }} {{ 'ab' is lower }} {{ range is callable }} {{ 2 is gt 1 }} {{ 1 is sameas 1 }} {{ true is boolean }} {{ 3 is ge(3) and 2 is lt 1 }}",
    "filters": "{{ 'hello wORLD x' | title }} {{ 'hELLO' | capitalize }} {{ [3, 1, 2] | sort | join(',') }} {{ ['b', 'A', 'c'] | sort }} {{ ['b', 'A'] | sort(reverse=true) }} {{ [1, 2, 2, 1] | unique | list }} {{ 'a b  c' | wordcount }} {{ 'abc' | reverse }} {{ [1, 2, 3] | reverse | list }} {{ [1, 2, 3] | first }}{{ [1, 2, 3] | last }} {{ [1, 2, 3] | sum }} {{ [4, 2] | min }}{{ [4, 2] | max }} {{ x | default('d') }} {{ '' | default('d', true) }} {{ '3' | int + 1 }} {{ 'q' | int(7) }} {{ '2.5' | float }} {{ 2.567 | round(1) }} {{ 2.5 | round }} {{ -3 | abs }} {{ 'x,y' | replace(',', ';') }} {{ 'aXbX' | replace('X', '-', 1) }} {{ ['a', 'b'] | map('upper') | list }} {{ [1, 2, 3, 4] | select('even') | list }} {{ [0, 1, ''] | reject | list }} {{ {'b': 1, 'a': 2} | dictsort }} {{ {'b': 1} | items | list }} {{ [1, 2, 3] | batch(2) | list }} {{ 'l1\nl2\n\nl3' | indent(2) }} {{ 'l1\nl2' | indent(2, true) }} {{ '<a & \"b\">' | e }} {{ 5 | string ~ 'x' }} {{ [[1, 'a'], [2, 'b']] | map(attribute=1) | join }} {{ 1.0 | int }}",
    "groups": "{% for key, items in [{'k': 2, 'v': 'a'}, {'k': 1, 'v': 'b'}, {'k': 2, 'v': 'c'}] | groupby('k') %}{{ key }}:{{ items | map(attribute='v') | join('') }};{% endfor %}{{ [{'v': 2}, {'v': 1}] | sort(attribute='v') | map(attribute='v') | list }}{{ [{'v': 2}, {'v': 1}] | sum(attribute='v') }}{{ [{'a': {'b': 5}}] | map(attribute='a.b') | list }}{{ [{'v': 1}, {}] | map(attribute='v', default='?') | list }}",
    "texts": "{{ ' a '.strip() }}|{{ 'xxaxx'.strip('x') }}|{{ 'a,b,c'.split(',') }}|{{ 'a b  c '.split() }}|{{ 'a,b,c'.split(',', 1) }}|{{ 'a,b,c'.rsplit(',', 1) }}|{{ 'abc'.startswith('ab') }}{{ 'abc'.endswith(('x', 'bc')) }}|{{ 'abc'.replace('b', 'X') }}|{{ 'aBc'.upper() }}{{ 'aBc'.lower() }}{{ 'aBc dE'.title() }}{{ 'aBc'.capitalize() }}|{{ 'abcabc'.find('c') }}{{ 'abc'.find('x') }}{{ 'abcabc'.rfind('c') }}{{ 'aXa'.count('a') }}|{{ '12'.isdigit() }}{{ 'a1'.isalpha() }}{{ ' '.isspace() }}|{{ 'a\nb\r\nc'.splitlines() }}|{{ ','.join(['p', 'q']) }}|{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}|{{ '7'.zfill(3) }}|{{ 'a</think>b'.split('</think>')[-1] }}|{{ 'a=b=c'.partition('=') }}|{{ 'ab'.center(6) }}.",
    "slices": "{{ 'abcdef'[1:4] }}{{ 'abcdef'[-2:] }}{{ 'abcdef'[::-1] }}{{ 'abcdef'[::2] }}{{ 'abcdef'[4:1:-1] }}{{ 'abcdef'[10:] }}{{ [1, 2, 3, 4][1:] }}{{ [1, 2, 3, 4][:-1] }}{{ [1, 2, 3][-1] }}{{ 'añ😀z'[2] }}{{ 'añ😀z'[1:3] }}{{ messages[1:][0].role }}{{ messages[0]['content'][1] }}{{ [1, 2][5] is defined }}",
    "printing": "{{ none }} {{ true }} {{ [1, 'a', none, 2.0, \"it's\", 'q\"'] }} {{ {'a': [1, {'b': 'c'}], 2: false} }} {{ missing }}| {{ 'tab\\there' }} {{ 'new\\nline' }} {{ '\\u00e9\\x41' }} {{ ('x', 1)[0] }} {{ [] }} {{ {} }} {{ 'two ' 'parts' }} {{ ['\n'] }}",
    "json": "{{ {'a': 'é\"\\\\\n\t', 'b': [1, 2.5, true, none], 'c': {}, 'd': [], 'e': '</s>&\\'', 'f': {'x': 1e30, 'y': 1.0}} | tojson }}|{{ {'b': [1, {'c': []}], 'a': 2} | tojson(indent=4) }}|{{ {'b': 1, 'a': [2, 3]} | tojson(separators=(',', ':'), sort_keys=true) }}|{{ 'x' | tojson }}{{ [] | tojson(indent=2) }}",
    "dictionaries": "{% set d = {'a': 1, 'items': 2, 'b': {'c': 3}} %}{{ d.a }}{{ d['items'] }}{{ d.b.c }}{{ d.get('z', 9) }}{{ d.get('z') }}{{ d.keys() | list }}{{ d.values() | list }}{{ d | length }}{{ dict(x=1, y='z') }}{% for k in d %}{{ k }}{% endfor %}{% for k, v in d | dictsort %}{{ k }}{{ v if v is not mapping }}{% endfor %}{{ 'b' in d and 'c' in d.b }}",
    "clock": "{{ strftime_now('%d %b %Y') }}|{{ strftime_now('%Y-%m-%d %H:%M:%S %A %B %j %y %p %I %%') }}{% if strftime_now is defined %}!{% endif %}",
    "generation": "{% for m in messages %}{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{{ eos_token }}\n{% endgeneration %}{% else %}{{ m.role }}\n{% endif %}{% endfor %}",
    "comments": "{# a #}{#- b\n -#}\n x {# {{ y }} {% z %} #}\n{{ 'a' }}\n{#c#}\ny",
    "braces": "{{ {'a': {'b': {'c': 1}}}['a'] }}{{ '}}' }}{{ '%}' }}{% if '%}' == '%}' %}yes{% endif %}{ {}} {{ '{{' }} { % {{ 1 }}}",
    "refusal": "{% for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools, please') }}{% endif %}{% endfor %}",
    "undefined-member": "{{ missing.member }}",
    "undefined-sum": "{{ missing + 1 }}",
    "mutation": "{% set l = [] %}{{ l.append(1) }}",
    "undefined-call": "{{ missing() }}",
    "wrong-sum": "{{ 'a' + 1 }}",
    "wrong-syntax": "{% if x %}{{ y }",
    "wrong-end": "{% if x %}{% endfor %}",
    "no-end": "{% for x in y %}",
    "unknown-filter": "{{ x | nosuchfilter }}",
    "unknown-test": "{{ x is nosuchtest }}",
    "break-outside": "{% break %}",
}


def cases():
    for name, template in TEMPLATES.items():
        case = {"template": name, "variables": CONVERSATION}
        try:
            case["output"] = environment().from_string(template).render(**CONVERSATION)
        except Exception as error:  # any failure is a known answer
            case["error"] = f"{type(error).__name__}: {error}"
        yield case


with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"templates": TEMPLATES, "cases": list(cases())}, file, ensure_ascii=False, indent=1)
    file.write("\n")
