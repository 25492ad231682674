#!/usr/bin/env bash
# The wheel as people get it: built from the sdist, installed in a bare environment outside the checkout, asked a question.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD uv=$PWD/.uv/bin/uv python=$PWD/.venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$uv" build --quiet --sdist --out-dir "$work/dist"
"$uv" build --quiet --wheel --out-dir "$work/dist" "$work"/dist/*.tar.gz
"$python" -m tests.packaging.contents "$work"/dist/*.whl

"$uv" export --quiet --locked --no-dev --no-emit-project --no-hashes --output-file "$work/locked.txt"
"$uv" venv --quiet --python "$python" "$work/bare"
"$uv" pip install --quiet --python "$work/bare/bin/python" \
  --constraints "$work/locked.txt" "$work"/dist/*.whl

mkdir "$work/elsewhere" && cd "$work/elsewhere"
bare() { env -i HOME="$work" LANG=C.UTF-8 PATH="$work/bare/bin:/usr/bin:/bin" "$@"; }
bare tidu build
bare tidu ask policies-by-tier tier=示范引领 --format json >answer.json
bare python - "$root" answer.json <<'PY'
import json
import sys
from pathlib import Path

import api
import seeds

root, answer = sys.argv[1:]
for package in (api, seeds):
    assert not Path(package.__file__).is_relative_to(root), f"{package.__file__} is the checkout's"
rows = json.loads(Path(answer).read_text(encoding="utf-8"))["rows"]
assert rows, "no rows"
for row in rows:
    assert row["tier"]["id"] == "tier/leading", row
    assert row["basis"] and row["claims"], row
    assert all(claim["quote"] and claim["end"] > claim["start"] for claim in row["claims"]), row
print(f"smoke: the installed wheel answers with {len(rows)} rows, each with its words")
PY
