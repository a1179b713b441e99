#!/usr/bin/env bash
# Hands the sample world's cards and forms to those who read such documents: run.sh PROGRAM WORK-FOLDER
# Every document is asked for twice, in another time zone, locale and folder, and must be the same bytes.
set -euo pipefail
program=$(realpath "$1")
work=$(realpath -m "$2")
here=$(dirname "$(realpath "$0")")

missing=()
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v weasyprint >/dev/null || missing+=(weasyprint)
command -v psql >/dev/null || missing+=(postgresql-client)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
if ((${#missing[@]})); then
  echo "Missing, by the names of their Debian packages: ${missing[*]}. Install them, then try again." >&2
  exit 1
fi

mkdir -p "$work"
if ! cmp -s "$here/requirements.txt" "$work/installed.txt"; then
  python3 -m venv --clear "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$work/installed.txt"
fi

export COUNTERSIGN_HOME=${COUNTERSIGN_PEERS_HOME:-$work/home}
rm -rf "$work/one" "$work/two dürr" "$work/settings"
mkdir -p "$work/one" "$work/two dürr"
"$program" demo --headless --now 2026-11-21T17:24:00Z >"$work/settings" 2>"$work/messages" &
demo=$!
trap 'kill -INT $demo 2>/dev/null; wait $demo 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  [[ -s $work/settings ]] && break
  kill -0 $demo 2>/dev/null || { cat "$work/messages" >&2; exit 1; }
  sleep 1
done
settings=$(head -n 1 "$work/settings")

hostile() { # A version whose every text is hostile, registered through the door that any builder has.
  local conninfo=${settings/ada.lindqvist/sofia.kranz}
  python3 "$here/hostile.py" "$program" "$conninfo"
}
hostile

versions=$(psql -XAt "$settings" -c "
  select name || E'\t' || coalesce(production, latest) from countersign.artifact where not retired order by name")
systems=$(psql -XAt "$settings" -c "select name from countersign.artifact where kind = 'system' order by name")

write() { # write FOLDER: every card in every format, every form under every text
  local folder=$1 number=0 name label format system
  while IFS=$'\t' read -r name label; do
    number=$((number + 1))
    for format in hf json cyclonedx html text; do
      "$program" card --catalog "$settings" --name "$name" --version "$label" --format "$format" --quiet \
        --out "$folder/$(printf %03d "$number").$format"
    done
    # A PDF takes seconds: every fifth, and every one that is hostile or holds secrets.
    if ((number % 5 == 1)) || [[ $name == keeper-of-secrets ]] || [[ $name == *[!a-z0-9/._-]* ]]; then
      "$program" card --catalog "$settings" --name "$name" --version "$label" --format pdf --quiet \
        --out "$folder/$(printf %03d "$number").pdf"
    fi
  done <<<"$versions"
  for system in $systems; do
    for law in 2024-08-01 2026-07-27; do
      for format in html json markdown text; do
        "$program" forms show "$system" --catalog "$settings" --law "$law" --format "$format" --quiet \
          --out "$folder/form-$system-$law.$format"
      done
    done
  done
}

(cd "$work/one" && TZ=UTC LC_ALL=C.UTF-8 write "$work/one")
(cd / && TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_NUMERIC=de_DE.UTF-8 write "$work/two dürr") 2>/dev/null
diff -rq "$work/one" "$work/two dürr"
echo "$(find "$work/one" -type f | wc -l) documents, each the same bytes in another time zone, locale and folder"
"$work/venv/bin/python" "$here/check.py" "$work/one"
