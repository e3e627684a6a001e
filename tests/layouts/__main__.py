"""`python -m tests.layouts [--renew] [--layout NAME]... [--place NAME]...`

Compares what Chromium shows with the pictures that are kept; with --renew, keeps what differs.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.layouts import camera, compare
from tests.layouts.places import LAYOUTS, PLACES

KEPT = Path(__file__).parent / "pictures"
#: What differs, before and after.
DIFFERENCES = Path(".test/layouts")


def main() -> int:
    """0 where all is as it was, or is now kept."""
    options = _options()
    with camera.shop() as cloud:
        pictures = camera.pictures(cloud, options.layout, options.place)
        differing = [
            f"{layout}/{place}" for layout, place, picture in pictures
            if _differs(layout, place, compare.encoded(picture), options.renew)
        ]  # fmt: skip
    if options.renew or not differing:
        print(f"renewed: {len(differing)}" if differing else "all as it was")
        return 0
    print(f"{len(differing)} differ: look at them in {DIFFERENCES}. If that is what you meant, run")
    print("make layouts RENEW=1, look at the new pictures, and commit them.")
    return 1


def _differs(layout: str, place: str, picture: bytes, renew: bool) -> bool:
    """Whether a picture differs from the kept one; reports it, and keeps the new one if wanted."""
    kept = KEPT / layout / f"{place}.webp"
    now = compare.decoded(picture)
    before = compare.decoded(kept.read_bytes()) if kept.exists() else None
    share = compare.difference(before, now) if before else 1.0
    differs = share > compare.TOLERANCE
    print(f"{layout}/{place}: {f'{share:.2%} differs' if differs else 'ok'}", flush=True)
    if differs and renew:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(picture)
    elif differs:
        seen = DIFFERENCES / layout / f"{place}.png"
        seen.parent.mkdir(parents=True, exist_ok=True)
        (compare.marked(before, now) if before else now).save(seen)
    return differs


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.layouts", description=__doc__)
    parser.add_argument("--renew", action="store_true", help="keep what differs")
    for name, known in (("layout", LAYOUTS), ("place", PLACES)):
        parser.add_argument(f"--{name}", action="append", choices=list(known), help="all without")
    options = parser.parse_args()
    options.layout = _chosen(options.layout, LAYOUTS)
    options.place = _chosen(options.place, PLACES)
    return options


def _chosen(names: list[str] | None, known: Iterable[str]) -> list[str]:
    return [name for name in known if not names or name in names]


if __name__ == "__main__":
    sys.exit(main())
