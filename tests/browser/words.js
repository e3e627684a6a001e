/**
 * What is wrong with the words on the page: those that were not translated (a letter that is none of
 * the pseudo language's, and no data), those that are cut off, and those that lie on others.
 *
 * Called with the data (names, paths, ids) and with what of Freezer's own may be in English.
 */
const [data, own] = arguments;
// Horizon's: its bars, menus, and the search above a list.
const FOREIGN = 'nav, .navbar, .sidebar, #sidebar, footer, script, style, noscript, ' +
  'magic-search, hz-magic-search-bar, .topbar, .breadcrumb, .freezer-item-record pre, ' +
  'hz-resource-table > * td[colspan] > span, .split-caret > .sr-only, .modal-header > .close, ' +
  // the names of fields in Freezer's documents
  '.freezer-action-fields th';
// What lies over the page.
const OVER = '.dropdown-menu, .tooltip, .popover, .toast, toast, .help-panel';
const LETTERS = /[A-Za-z]{2,}/;
const dialog = document.querySelector('.modal-dialog');
const root = dialog || document.body;

function where(element) {
  const names = [];
  for (let each = element; each && each !== root && names.length < 3; each = each.parentElement) {
    names.unshift(each.tagName.toLowerCase() + (typeof each.className === 'string' && each.className
      ? '.' + each.className.trim().split(/\s+/).filter(name => !name.startsWith('ng-'))[0] : ''));
  }
  return names.join(' > ');
}

const withoutData = text => data.reduce((words, each) => words.split(each).join(' '), text);
const withoutOwn = text =>
  own.reduce((words, each) => words.replace(new RegExp(each, 'g'), ' '), text);

const findings = new Set();
const tell = (what, text, element) =>
  findings.add(what + ': "' + text.trim().replace(/\s+/g, ' ').slice(0, 90) + '" ' + where(element));

function check(text, element) {
  // A name has words of Freezer's in it, and a path of Freezer's has names in it.
  if (text && LETTERS.test(withoutOwn(withoutData(text))) &&
      LETTERS.test(withoutData(withoutOwn(text)))) {
    tell('not translated', text, element);
  }
}

const isShown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
const clips = style => style.overflowX === 'hidden' || style.overflowX === 'clip';

/** The part of a text's box that is not clipped away; tells of a text that is cut. */
function box(node, element) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(rect => rect.width > 1 && rect.height > 1);
  if (!rects.length) {
    return null;
  }
  let left = Math.min(...rects.map(rect => rect.left));
  let right = Math.max(...rects.map(rect => rect.right));
  let top = Math.min(...rects.map(rect => rect.top));
  let bottom = Math.max(...rects.map(rect => rect.bottom));
  // Fine where the whole text is told: by a title, or by what a pointer over the row tells.
  const isTold = element.closest('[title], .freezer-run-row');
  let wanted = false;
  for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
    const style = getComputedStyle(each);
    wanted = wanted || isTold &&
      (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none');
    const at = each.getBoundingClientRect();
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
      wanted = true;
    }
    if (clips(style) || /auto|scroll/.test(style.overflowX)) {
      if (right > at.right + 1.5 && left < at.right && !wanted) {
        tell('cut', node.nodeValue, element);
      }
      left = Math.max(left, at.left);
      right = Math.min(right, at.right);
    }
    if (style.overflowY !== 'visible') {
      if (bottom > at.bottom + 4 && top < at.bottom && !wanted) {
        tell('cut below', node.nodeValue, element);
      }
      top = Math.max(top, at.top);
      bottom = Math.min(bottom, at.bottom);
    }
  }
  return right - left > 1 && bottom - top > 1 ? {left, right, top, bottom, rects, node, element} : null;
}

const boxes = [];
const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode, element = node.parentElement;
  if (!node.nodeValue.trim() || !element || element.closest(FOREIGN) || !isShown(element)) {
    continue;
  }
  if (!/^(OPTION|OPTGROUP)$/.test(element.tagName)) {
    const found = element.closest('.sr-only') ? null : box(node, element);
    if (found && !element.closest(OVER)) {
      boxes.push(found);
    }
  }
  check(node.nodeValue, element);
}
for (const element of root.querySelectorAll('[title], [aria-label], [placeholder], [alt]')) {
  if (element.closest(FOREIGN) || !isShown(element)) {
    continue;
  }
  for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
    check(element.getAttribute(name), element);
  }
}

/** By lines: the box of a text that is broken covers words beside it. */
const meet = (one, two) => one.rects.some(a => two.rects.some(b =>
  Math.min(a.right, b.right, one.right, two.right) - Math.max(a.left, b.left, one.left, two.left) > 2 &&
  Math.min(a.bottom, b.bottom, one.bottom, two.bottom) -
    Math.max(a.top, b.top, one.top, two.top) > Math.min(a.height, b.height) / 2));
const layer = element => {
  for (let each = element; each && each !== root; each = each.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(each).position)) {
      return each;
    }
  }
  return root;
};
boxes.sort((one, two) => one.top - two.top);
boxes.forEach((one, number) => {
  for (let next = number + 1; next < boxes.length && boxes[next].top < one.bottom; next++) {
    const two = boxes[next];
    if (two.left < one.right && one.left < two.right && meet(one, two) &&
        layer(one.element) === layer(two.element)) {
      tell('over "' + two.node.nodeValue.trim().slice(0, 40) + '"', one.node.nodeValue, one.element);
    }
  }
});
const wide = document.documentElement.scrollWidth - window.innerWidth;
if (wide > 0) {
  findings.add('the page is wider than its window by ' + wide);
}
for (const element of root.querySelectorAll('button, .btn, .label, [class*="-chip"], .modal-title')) {
  if (isShown(element) && !element.closest(FOREIGN) && element.clientWidth &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).textOverflow !== 'ellipsis') {
    tell('spilt', element.textContent, element);
  }
}
return [...findings];
