#!/usr/bin/env bash
# Prints the merge projects that a change touches, one a line, relative to the top of the repository.
#
#   changed-projects.sh BASE [PATTERN...]
#
# A project is touched when something changed in its folder, in a file or folder that it names (parents, suites, imports), in a file
# that MSBuild or NuGet finds in a folder above it, or in a project that it refers to. A project whose paths are computed counts as
# touched by every change. Without a base that git knows, all projects are printed.
set -euo pipefail
export LC_ALL=C

base=${1-}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- '*.mergeproj'
cd "$(git rev-parse --show-toplevel)"

projects=()
while IFS= read -r -d '' project; do
  case $project in
    *$'\n'*) printf 'A merge project has a line break in its name.\n' >&2; exit 1 ;;
  esac
  projects+=("$project")
done < <(git ls-files -z -- "$@")
[ ${#projects[@]} -gt 0 ] || exit 0

known() { [[ $base =~ ^[0-9a-fA-F]{7,64}$|^[A-Za-z0-9_][A-Za-z0-9_./~^-]*$ ]] && [[ ! $base =~ ^0+$ ]] && git rev-parse --quiet --verify "$base^{commit}" > /dev/null 2>&1; }

# A shallow clone lacks the base.
if ! known && [[ $base =~ ^[0-9a-fA-F]{40,64}$ && ! $base =~ ^0+$ ]]; then
  git fetch --quiet --no-tags --depth=1 origin "$base" > /dev/null 2>&1 || true
fi
if ! known; then
  printf 'There is no commit to compare with, so all merge projects are built.\n' >&2
  printf '%s\n' "${projects[@]}"
  exit 0
fi

# What the other side changed since is not this change, where git knows the common ancestor.
start=$(git merge-base "$base" HEAD 2> /dev/null || printf '%s' "$base")
changes=()
while IFS= read -r -d '' file; do changes+=("$file"); done < <(git diff --name-only --no-renames -z "$start" HEAD)
[ ${#changes[@]} -gt 0 ] || exit 0

# Prints a path without "." and "..".
normal() {
  local IFS=/ part out=()
  for part in $1; do
    case $part in
      '' | .) ;;
      ..) [ ${#out[@]} -eq 0 ] || unset "out[${#out[@]}-1]" ;;
      *) out+=("$part") ;;
    esac
  done
  printf '%s\n' "${out[*]-}"
}

# Prints what a project depends on: paths, each with all that lies below it.
inputs() {
  local folder above name value
  folder=$(dirname -- "$1")
  normal "$folder"
  above=$folder
  while :; do
    for name in Directory.Build.props Directory.Build.targets Directory.Packages.props global.json nuget.config NuGet.config; do
      normal "$above/$name"
    done
    [ "$above" != . ] || break
    above=$(dirname -- "$above")
  done
  while IFS= read -r value; do
    value=${value//\\//}
    normal "$folder/${value%%[\*\?]*}"
  done < <(named "$1")
}

# Prints the values of attributes and properties that name files, lists taken apart.
named() {
  { grep -oE '(Include|Project|Update)[[:space:]]*=[[:space:]]*("[^"]*"|'\''[^'\'']*'\'')|<[A-Za-z_]+(Directory|File|Path|Root)>[^<]*' -- "$1" || true; } |
    sed -E "s/^[A-Za-z]+[[:space:]]*=[[:space:]]*.(.*).\$/\\1/; s/^<[A-Za-z_]+>//; s/&amp;/\\&/g" | tr ';' '\n' | sed -E 's/^[[:space:]]+//; s/[[:space:]]+$//; /^$/d; /^\//d'
}

touched() {
  local path file
  if named "$1" | grep -qF '$('; then return 0; fi
  while IFS= read -r path; do
    [ -n "$path" ] || return 0
    for file in "${changes[@]}"; do
      case $file in "$path" | "$path"/*) return 0 ;; esac
    done
  done < <(inputs "$1")
  return 1
}

# The bash of macOS has no sets; a line of its own for each member does as well.
found=$'\n'
is_found() { case $found in *$'\n'"$1"$'\n'*) return 0 ;; *) return 1 ;; esac; }

# A project that is touched touches those that refer to it, so this goes on until nothing is added.
for project in "${projects[@]}"; do
  if [ -f "$project" ] && touched "$project"; then found+=$project$'\n'; fi
done
grown=1
while [ "$grown" = 1 ]; do
  grown=0
  for project in "${projects[@]}"; do
    if is_found "$project" || [ ! -f "$project" ]; then continue; fi
    while IFS= read -r path; do
      if [ -n "$path" ] && is_found "$path"; then
        found+=$project$'\n'
        grown=1
        break
      fi
    done < <(inputs "$project")
  done
done
for project in "${projects[@]}"; do
  if is_found "$project"; then printf '%s\n' "$project"; fi
done
