"""Write the generated files, or compare them: ``python -m ontology.generate [--check]``."""

import argparse
import sys

from ontology.generate.output import FOLDER, differing, generated, write


def main() -> int:
    """Exit status 0; 1 when ``--check`` finds files that differ, are missing or are not generated any more."""
    parser = argparse.ArgumentParser(prog="python -m ontology.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 naming the files that differ")
    files = generated()
    if not parser.parse_args().check:
        write(files, FOLDER)
        return 0
    found = differing(files, FOLDER)
    for name in found:
        print(f"ontology/generated/{name} differs from the ontology; run `make generate`", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
