"""Measures pages in Chromium by the page's own clock, which starts with the navigation.

WebDriver would wait for the load event and poll, which costs milliseconds of its own and misses
rows that are visible earlier.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.browser.browser import Browser

PATIENCE = 120


class Mark(NamedTuple):
    """So many elements of this selector are there; if `loaded`, the load event is over as well."""

    css: str
    count: int
    loaded: bool = False


#: A mark's time is that of the frame after the one that drew it. One looks when something was
#: added: to look at each frame would be 30 ms of script for a page that waits 3 s for its answer.
_SCRIPT = """(function() {
  var marks = %s;
  var bench = window.freezerBench = {at: {}, tasks: []};
  new PerformanceObserver(function(list) {
    list.getEntries().forEach(function(each) { bench.tasks.push(each.duration); });
  }).observe({type: 'longtask', buffered: true});
  function isThere(mark) {
    return (!mark[2] || document.readyState === 'complete') &&
      document.querySelectorAll(mark[0]).length >= mark[1];
  }
  function look() {
    Object.keys(marks).filter(function(name) { return isThere(marks[name]); })
      .forEach(function(name) {
        delete marks[name];
        requestAnimationFrame(function() {
          requestAnimationFrame(function() { bench.at[name] = performance.now(); });
        });
      });
    if (!Object.keys(marks).length) { additions.disconnect(); }
  }
  var additions = new MutationObserver(look);
  additions.observe(document, {childList: true, subtree: true});
  addEventListener('load', function() { setTimeout(look, 0); });
})();"""
_WAIT = """var name = arguments[0], done = arguments[1];
(function wait() {
  if (name in window.freezerBench.at) { done(window.freezerBench.at[name] / 1000); }
  else { setTimeout(wait, 50); }
})();"""
_FRAME = """var done = arguments[0];
requestAnimationFrame(function() {
  requestAnimationFrame(function() { setTimeout(done, 50); });
});"""


@contextmanager
def opened(browser: Browser, path: str, marks: dict[str, Mark]) -> Iterator[None]:
    """Open a page with a stopwatch in it."""
    source = {"source": _SCRIPT % json.dumps(marks)}
    added = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
    browser.driver.set_script_timeout(PATIENCE)
    try:
        browser.driver.get(browser.url + path)
        yield
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def at(browser: Browser, mark: str) -> float:
    """Seconds from the navigation until a mark was drawn, as soon as it is."""
    return browser.driver.execute_async_script(_WAIT, mark)


def until_drawn(browser: Browser) -> None:
    """Wait for the frame that shows the last change."""
    browser.driver.execute_async_script(_FRAME)


def tasks(browser: Browser) -> list[float]:
    """Return the lengths, in seconds, of tasks over 50 ms since the last call."""
    found = browser.driver.execute_script("return window.freezerBench.tasks.splice(0)")
    return [length / 1000 for length in found]
