"""A Content-Security-Policy as strict as Horizon 27 can run, and a stricter one that only reports.

Horizon's pages have inline scripts and styles, and its libraries make functions and styles from
texts; what one of its own pages violates is Horizon's, all else is ours.
"""

from tests.browser.browser import Browser

#: Horizon cannot log in without its inline scripts, nor draw without its inline styles.
_ENFORCED = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'report-sample'; "
    "style-src 'self' 'unsafe-inline' 'report-sample'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
_REPORTED = "script-src 'self' 'report-sample'; style-src 'self' 'report-sample'"
#: For stack/wsgi/horizon.py.
HEADERS = f"Content-Security-Policy: {_ENFORCED}\nContent-Security-Policy-Report-Only: {_REPORTED}"
#: A page without anything of ours.
_PAGE_OF_HORIZON = "/settings/"
#: A violation in a page is known by how it begins, one in a script by where it is, too.
_LISTEN = """
window.freezerViolations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  const isScript = event.sourceFile.includes('/static/');
  const at = [event.sourceFile, event.lineNumber, event.columnNumber].join(':');
  window.freezerViolations.push([
    event.effectiveDirective, event.blockedURI, event.sample.replace(/\\s+/g, ' '),
    isScript ? at : 'in the page',
  ].join(' | '));
});
"""


class Watch:
    """Sees what the pages of a window violate, from now on."""

    def __init__(self, browser: Browser):
        self._browser = browser
        browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _LISTEN})
        browser.driver.get(browser.url + _PAGE_OF_HORIZON)
        browser.until(lambda: browser.all("form"))
        self._of_horizon = set(self._violations())

    def of_ours(self) -> list[str]:
        """What the open page has violated since it was last asked, and Horizon's own does not."""
        return sorted(set(self._violations()) - self._of_horizon)

    def _violations(self) -> list[str]:
        return self._browser.driver.execute_script("return window.freezerViolations.splice(0)")
