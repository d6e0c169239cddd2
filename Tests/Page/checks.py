"""What must hold of a page of `chiso extract --format html`, each check giving a list of complaints."""
import html.parser
import re
import unicodedata

# Everything the checks look at, in one go: the marks of an article with their cards, and its text without them.
READ = r"""
const clone = node => { const copy = node.cloneNode(true);
  copy.querySelectorAll('.card').forEach(card => card.remove()); return copy; };
const rows = card => { const found = {};
  card.querySelectorAll('b').forEach(name => { found[name.textContent] = found[name.textContent] || [];
    const value = name.nextElementSibling.cloneNode(true), why = value.querySelector('small');
    if (why) why.remove();
    found[name.textContent].push([value.textContent.trim(), why ? why.textContent : null]); });
  return found; };
return [...document.querySelectorAll('article')].map(article => ({
  id: article.id,
  marks: [...article.querySelectorAll('mark, .rejected')].map(mark => ({
    text: clone(mark).textContent, kind: mark.className, focusable: mark.tabIndex === 0,
    described: document.getElementById(mark.getAttribute('aria-describedby')) === mark.querySelector('.card'),
    rows: rows(mark.querySelector('.card') || document.createElement('p')) })),
  blocks: [...clone(article).querySelectorAll('h1, h2, h3, h4, h5, h6, p:not(.meta), th, td')]
    .map(block => block.innerText),
  tables: article.querySelectorAll('table').length }));
"""

# The fields of an event that its card shows, by the card's name for them.
SHOWN = {"measure": "measure", "direction": "direction", "indicator": "indicator", "code": "indicator_code",
         "period": "time_period", "baseline": "baseline", "area": "ref_area", "organization": "organization",
         "status": "status", "qualifier": "qualifier"}
EXPLAINED = ["value", "unit", *(name for name in SHOWN if name != "code")]


def squeezed(text):
    return re.sub(r"\s+", "", text)


class Text(html.parser.HTMLParser):
    """The text of an HTML article, by a parser that shares nothing with the program's."""

    def __init__(self, source):
        super().__init__()
        self.parts, self.hidden = [], 0
        # What stands around the article on its page is no part of it.
        main = re.search(r"<main\b.*</main>", source, re.DOTALL)
        self.feed(main[0] if main else source)

    def handle_starttag(self, tag, _):
        self.hidden += tag in ("script", "style", "title")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def readable(body):
    """A plain text without what writers borrow from Markdown: images, bold, tables, list numbers."""
    body = re.sub(r"!\[[^]]*\]\([^)]*\)", "", body)
    body = re.sub(r"(?m)^\s*(?:[-*+]|\d+[.)])\s+|^[|\s:-]+$", "", body)
    return body.replace("**", "")


def texts(article, page):
    """Nothing of the article may be lost, and nothing added."""
    is_html = article.get("content_type") == "text/html"
    body = "".join(Text(article["body"]).parts) if is_html else readable(article["body"])
    body = unicodedata.normalize("NFC", body)
    expected = squeezed((article.get("title") or "") + article.get("readable", body))
    # A bar is a table's in one text and a writer's in the other.
    shown = squeezed("".join(page["blocks"])).replace("|", "")
    expected = expected.replace("|", "")
    if not article.get("title") and shown.startswith(article["id"]) and not expected.startswith(article["id"]):
        shown = shown[len(article["id"]):]
    if shown == expected:
        return []
    at = next((i for i, (a, b) in enumerate(zip(shown, expected)) if a != b), min(len(shown), len(expected)))
    return [f"{article['id']}: text differs at {at}: {shown[at:at + 40]!r} is not {expected[at:at + 40]!r}"]


def marks(lines, page, *, explained):
    """Every event has its mark with all its fields, and, explained, every ground and every rejected number."""
    complaints = []
    events = [line["event"] if explained else line for line in lines if not explained or "event" in line]
    shown = [mark for mark in page["marks"] if mark["kind"] != "rejected"]
    cards = [card for mark in shown for card in split(mark)]
    if len(cards) != len(events):
        complaints.append(f"{page['id']}: {len(events)} events, {len(cards)} cards")
    for event, (mark, rows) in zip(events, cards):
        where = f"{page['id']} {event['surface']!r}"
        if squeezed(event["sentence"]).find(squeezed(mark["text"])) < 0:
            complaints.append(f"{where}: the mark says {mark['text']!r}")
        if not mark["focusable"] or not mark["described"]:
            complaints.append(f"{where}: cannot be reached with the keyboard, or has no description")
        if not {event["measure"], event["status"]} <= set(mark["kind"].split()) and len(split(mark)) == 1:
            complaints.append(f"{where}: is coloured {mark['kind']!r}")
        for name, key in SHOWN.items():
            value = rows.get(name, (None, None))[0]
            if value != (event[key] and event[key].strip()):
                complaints.append(f"{where}: {name} is {value!r}, not {event[key]!r}")
        digits = re.sub(r"\D", "", f"{event['value']:.15g}" if event["value"] < 1e15 else str(event["value"]))
        if digits not in re.sub(r"\D", "", rows.get("value", ("", None))[0]):
            complaints.append(f"{where}: value is {rows.get('value')}")
        missing = [name for name in EXPLAINED if name in rows and not rows[name][1]]
        if explained and missing:
            complaints.append(f"{where}: no ground of {missing}")
    if explained:
        wanted = [line["rejected"]["reason"] for line in lines if "rejected" in line]
        given = [value for mark in page["marks"] for value, _ in mark["rows"].get("none", [])]
        if wanted != given:
            complaints.append(f"{page['id']}: rejected numbers {given} are not {wanted}")
    return complaints


def split(mark):
    """The cards of a mark: more than one where surfaces overlap."""
    count = len(mark["rows"].get("value", []))
    return [(mark, {name: values[index] for name, values in mark["rows"].items() if index < len(values)})
            for index in range(max(1, count))]


def width(window):
    """The page is no wider than the window."""
    # A telephone widens its window to what the page asks for, so the window cannot be asked.
    page = window.run("return document.documentElement.scrollWidth")
    return [f"the page is {page} wide, the window {window.width}"] if page > window.width else []


def selfcontained(window):
    """Nothing is loaded and nothing runs."""
    loaded, scripts = window.run(
        "return [performance.getEntriesByType('resource').map(entry => entry.name), document.querySelectorAll("
        "'script, img, iframe, object, embed, link, base, form, [onclick], [onerror], [onload]').length]")
    return ([f"the page loads {loaded}"] if loaded else []) + ([f"{scripts} active elements"] if scripts else [])


def index(window, count):
    """Several articles have an index, each entry of which leads to one."""
    targets = window.run(
        "return [...document.querySelectorAll('nav a')].map(a => document.querySelector(a.getAttribute('href'))?.id)")
    wanted = [f"a{number + 1}" for number in range(count)] if count > 1 else []
    return [] if targets == wanted else [f"the index leads to {targets}"]


CONTRAST = r"""
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rgb = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = colour => { const part = colour.slice(0, 3).map(v => { v /= 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((a, b) => b - a); return (x + 0.05) / (y + 0.05); };
const ground = node => { for (; node; node = node.parentElement) {
  const colour = rgb(getComputedStyle(node).backgroundColor); if (colour[3] > 0) return colour; }
  return rgb(getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 'black' : 'white'); };
// Elements of the same kind within the same kinds look the same; one of them is looked at.
const seen = new Set(), kinds = new Map();
const kind = node => { if (!node) return '';
  if (!kinds.has(node)) kinds.set(node, kind(node.parentElement) + '>' + node.tagName + '.' + node.className
    + (node.style.color ? '#' + node.style.color : ''));
  return kinds.get(node); };
const worst = {};
const note = (name, value) => { if (!(worst[name] <= value)) worst[name] = value; };
document.querySelectorAll('body *').forEach(node => {
  const own = [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim()), key = kind(node) + own;
  if (seen.has(key)) return;
  seen.add(key);
  const style = getComputedStyle(node);
  const name = node.tagName.toLowerCase() + (node.className ? '.' + node.className.replaceAll(' ', '.') : '');
  if (own) note('text ' + name, ratio(rgb(style.color), ground(node)));
  if (style.borderBottomWidth === '3px' && style.borderBottomStyle !== 'none')
    note('line ' + name, ratio(rgb(style.borderBottomColor), ground(node.parentElement)));
});
return worst;
"""


def contrast(window):
    """Text stands out from its ground by 4.5, and the lines that tell the status by 3 (WCAG 2, AA)."""
    ratios = window.run(CONTRAST)
    if not any(name.startswith("text mark") for name in ratios):
        return ["no mark was measured"]
    return [f"{name}: contrast {ratio:.2f}" for name, ratio in ratios.items()
            if ratio < (4.5 if name.startswith("text") else 3)]


CARD = r"""
const card = document.querySelectorAll('article :is(mark, .rejected)')[arguments[0]].querySelector('.card');
const box = card.getBoundingClientRect();
const shown = [...document.querySelectorAll('.card')].filter(c => getComputedStyle(c).display !== 'none');
return { shown: shown.length === 1 && shown[0] === card, inside: box.left >= 0 && box.right <= innerWidth + 0.5,
  fits: box.top >= 0 && box.bottom <= innerHeight + 0.5, width: box.width, text: card.innerText };
"""
PLACE = r"""
const mark = document.querySelectorAll('article :is(mark, .rejected)')[arguments[0]];
mark.scrollIntoView({ block: 'center', inline: 'center' });
const box = mark.getClientRects()[0]; return [box.left + box.width / 2, box.top + box.height / 2];
"""


def card(window, number, how):
    """A mark shows its card and no other when it is pointed at, tapped or focused, all of it within the window."""
    window.run("document.activeElement.blur()")
    if how != "tap":
        window.point(0, 0)
    x, y = window.run(PLACE, number)
    if how == "hover":
        window.point(x, y)
    elif how == "tap":
        window.point(x, y, "touch", press=True)
    else:
        # From the mark before, as someone gets there who uses the keyboard alone.
        window.run(
            "document.body.tabIndex = -1; const all = [...document.querySelectorAll('[tabindex], a')], to = document.querySelectorAll("
            "'article :is(mark, .rejected)')[arguments[0]]; all[all.indexOf(to) - 1]?.focus({ preventScroll: true })", number)
        window.key("\ue004")
    found = window.run(CARD, number)
    wrong = [name for name in ("shown", "inside") if not found[name]]
    if window.width < 640 and not found["fits"]:
        wrong.append("fits")
    return [f"{how} of mark {number}: not {' '.join(wrong)}: {found}"] if wrong else []
