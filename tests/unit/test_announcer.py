"""A page has one live region, core/announce.directive.js: what several say at once is lost."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "freezer_ui"
LIVE_REGION = re.compile(r"""aria-live|\brole\W{1,4}(?:status|log)\b""")


def test_nothing_has_a_live_region_of_its_own():
    sources = [*ROOT.rglob("*.html"), *ROOT.rglob("*.js")]
    live = {
        path.name
        for path in sources
        if not path.name.endswith(".spec.js") and LIVE_REGION.search(path.read_text())
    }
    assert live == {"announce.directive.js"}
