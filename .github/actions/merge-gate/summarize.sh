#!/usr/bin/env bash
# Prints the summaries of merge projects, which come in one a line, as Markdown.
#
#   summarize.sh CONFIGURATION < projects
set -euo pipefail
export LC_ALL=C

configuration=$1
any=0
while IFS= read -r project; do
  [ -n "$project" ] || continue
  any=1
  name=$(basename -- "${project%.*}")
  report=
  while IFS= read -r file; do
    # Projects of one folder have a folder each for reports.
    [ "$(basename -- "$(dirname -- "$file")")" = "$name" ] || continue
    report=$file
    cat -- "$file"
  done < <(find "$(dirname -- "$project")/bin/$configuration" -path '*/report/*/report.md' -type f 2> /dev/null | sort)
  if [ -z "$report" ]; then
    printf '\n### ✗ `%s`\n\nThere is no report: the build ended before its gates.\n' "$(printf '%s' "$project" | tr -d '`')"
  fi
done
[ "$any" = 1 ] || printf '\nNo merge project changed.\n'
