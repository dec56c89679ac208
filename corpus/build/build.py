"""Build original.* and gold.json of every document from its source.

- `python corpus/build/build.py`: all documents
- `python corpus/build/build.py SLUG…`: some of them
- `python corpus/build/build.py --check`: write nothing, say what would differ
- `python corpus/build/build.py --show SLUG`: print the gold in words, for reading it through
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from gold import compose
from marks import BadMark
from show import doubts, shown
from source import Source, load

CORPUS = Path(__file__).resolve().parents[1]
BUILDERS = {"pdf": "paper", "html": "webpage", "docx": "worddoc", "txt": "plaintext"}


def folders() -> list[Path]:
    """The folders of all documents."""
    return sorted(path.parent for path in CORPUS.glob("*/source.toml"))


def files(source: Source) -> dict[str, bytes]:
    """The name and content of every file that is built for a document."""
    kind = source.about["format"]
    gold = json.dumps(compose(source), ensure_ascii=False, indent=1) + "\n"
    return {f"original.{kind}": importlib.import_module(BUILDERS[kind]).build(source), "gold.json": gold.encode()}


def main(arguments: list[str] | None = None) -> int:
    """Build, compare or show; the number of documents that failed or differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("slug", nargs="*")
    parser.add_argument("--check", action="store_true", help="write nothing, say what would differ")
    parser.add_argument("--show", action="store_true", help="print the gold in words")
    parser.add_argument("--into", type=Path, help="write into this folder instead of beside the sources")
    options = parser.parse_args(arguments)
    bad = 0
    for folder in [CORPUS / slug for slug in options.slug] or folders():
        try:
            source = load(folder)
            built = files(source)
        except (BadMark, ValueError, KeyError) as error:
            print(f"{folder.name}: {type(error).__name__}: {error}", file=sys.stderr)
            bad += 1
            continue
        target = (options.into or CORPUS) / folder.name
        changed = [name for name, data in built.items() if not _same(target / name, data)]
        if not options.check:
            _write(target, {name: built[name] for name in changed})
        bad += bool(options.check and changed)
        print(f"{folder.name}: {', '.join(changed) or 'unchanged'}")
        for doubt in doubts(source):
            print(f"  ? {doubt}")
        if options.show:
            print(shown(compose(source)))
    return min(bad, 1)


def _write(target: Path, built: dict[str, bytes]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, data in built.items():
        (target / name).write_bytes(data)


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


if __name__ == "__main__":
    sys.exit(main())
