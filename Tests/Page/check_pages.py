"""Looks at pages of `chiso extract --format html` in a real browser, at desktop and telephone width.

usage: check_pages.py --chiso BINARY [--gold FOLDER] [--screenshots FOLDER]

Exit code 1 and a line for each complaint where a mark lacks a field, the page is wider than a telephone, text is lost,
something cannot be reached, read or told apart, or a check does not notice a page that was broken on purpose.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import checks
from browser import Driver, Window

HERE = pathlib.Path(__file__).resolve().parent

# Articles in other markup than the shipped ones, with the text a reader shall see where Python cannot tell it.
ARTICLES = [
    {"id": "html", "content_type": "text/html", "title": "Xuất khẩu <tăng> & đạt 405,5 tỷ USD",
     "published_at": "2025-01-06",
     "body": "<h2>Kinh tế số &amp; xã hội số</h2><p>Doanh thu của <b>Viettel</b> đạt <i>190,5</i> nghìn tỷ&nbsp;đồng, "
             "tăng <a href='http://x.vn/'>10,3%</a> so với năm 2023.</p><ul><li>Hà Nội: 45,2%</li></ul>"
             "<table><tr><th>Mặt hàng</th><th>Năm 2024 (tỷ USD)</th><th>Ghi chú mộtcộtrấtrấtdàikhôngngắtdòng</th>"
             "<th>Tăng (%)</th><th>Ghichúthứhaicũngrấtdài</th></tr><tr><td>Dệt may</td><td>44,0</td><td>a</td>"
             "<td>11,2</td><td>b</td></tr></table><p>1 &lt; 2 &amp; đến năm 2030, phấn đấu đạt 30%, dự báo tăng "
             "8-10% năm 2026, ước đạt 5 tỷ đồng, gấp 3 lần năm 2020. Nghị quyết số 57-NQ/TW, mạng 5G.</p>"},
    {"id": "markdown", "content_type": "text/markdown", "published_at": "2025-01-06",
     "body": "# Kinh tế số năm 2024\n\nTỷ trọng kinh tế số đạt **18,3%** GDP, *tăng 1,8 điểm phần trăm* so với năm "
             "2023. [Xem thêm](http://x.vn/?a=1)\n\n- Đà Nẵng ước đạt 51%\n\n| Tỉnh | GRDP (tỷ đồng) |\n|---|---|\n"
             "| Bắc Ninh | 232.800 |\n",
     "readable": "Kinh tế số năm 2024 Tỷ trọng kinh tế số đạt 18,3% GDP, tăng 1,8 điểm phần trăm so với năm 2023. "
                 "Xem thêm Đà Nẵng ước đạt 51% Tỉnh GRDP (tỷ đồng) Bắc Ninh 232.800"},
    {"id": "<script>alert(1)</script>", "source": "\"><img src=http://x.vn/x onerror=alert(2)>",
     "title": "</title><script>alert(3)</script> tỷ lệ đạt 45%",
     "body": "Tỷ lệ <b onclick=alert(4)> \"đạt\" 'khoảng' 45% </article></mark> <!-- <style>*{color:red} &amp; &#65; "
             + "dài" * 200 + " đạt 46% " + "https://example.vn/" + "a" * 300},
    {"id": "empty", "body": "Không có số nào."},
]

# Pages broken on purpose, and the check that has to notice.
BROKEN = {
    "a field is missing": ("marks", "document.querySelectorAll('mark b').forEach(b => { if (b.textContent === 'period') {"
                                    " b.nextElementSibling.remove(); b.remove(); } })"),
    "a ground is missing": ("marks", "document.querySelector('mark small').remove()"),
    "a mark is missing": ("marks", "document.querySelector('mark').outerHTML = '5%'"),
    "a rejected number is missing": ("marks", "document.querySelector('article .rejected').remove()"),
    "a mark cannot be focused": ("marks", "document.querySelector('mark').removeAttribute('tabindex')"),
    "text is lost": ("texts", "document.querySelectorAll('article p')[3].remove()"),
    "text is hidden": ("texts", "document.querySelectorAll('article mark')[0].firstChild.remove()"),
    "the page is too wide": ("width", "document.querySelector('article p').style.width = '420px'"),
    "text cannot be read": ("contrast", "document.querySelector('mark').style.color = '#888'"),
    "something is loaded": ("selfcontained", "document.body.append(document.createElement('img'))"),
    "the index leads nowhere": ("index", "document.querySelector('article').id = 'x'"),
    "a card is never shown": ("card", "document.querySelectorAll('.card').forEach(c => c.style.display = 'none')"),
}


def extract(chiso, articles, *arguments):
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    run = subprocess.run([chiso, "extract", *arguments, "-"], input=lines.encode(), capture_output=True, check=True)
    return run.stdout


def by_article(output, articles):
    found = {article["id"]: [] for article in articles}
    for line in map(json.loads, output.splitlines()):
        found[(line.get("event") or line.get("rejected") or line)["article_id"]].append(line)
    return found


class Page:
    """A page and what it was made of."""

    def __init__(self, chiso, folder, articles, explained):
        self.articles, self.explained = articles, explained
        flags = ["--explain"] if explained else []
        self.lines = by_article(extract(chiso, articles, "--format", "jsonl", *flags), articles)
        self.file = pathlib.Path(folder, f"page{len(articles)}{'-explained' * explained}.html")
        self.file.write_bytes(extract(chiso, articles, "--format", "html", *flags))

    def contents(self, window):
        pages = window.run(checks.READ)
        complaints = [] if len(pages) == len(self.articles) else [f"{len(pages)} articles on the page"]
        found = {"marks": complaints, "texts": []}
        for article, page in zip(self.articles, pages):
            found["marks"] += checks.marks(self.lines[article["id"]], page, explained=self.explained)
            found["texts"] += checks.texts(article, page)
            if article["id"] in ("html", "markdown") and page["tables"] != 1:
                found["marks"].append(f"{article['id']}: {page['tables']} tables")
        return found

    def everything(self, window, hows):
        found = self.contents(window) | {
            "width": checks.width(window), "selfcontained": checks.selfcontained(window),
            "index": checks.index(window, len(self.articles)), "contrast": [], "card": []}
        for scheme in ("light", "dark"):
            window.scheme(scheme)
            found["contrast"] += [f"{scheme}: {complaint}" for complaint in checks.contrast(window)]
        window.scheme("light")
        count = window.run("return document.querySelectorAll('article :is(mark, .rejected)').length")
        for how in hows:
            # The first and the last, one in a table, and some between.
            table = window.run("return [...document.querySelectorAll('article :is(mark, .rejected)')].findIndex(m => m.closest('td'))")
            for number in sorted({0, table, count // 3, count // 2, count - 1} - {-1}):
                found["card"] += checks.card(window, number, how)
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chiso", required=True)
    parser.add_argument("--gold", type=pathlib.Path, default=HERE.parent / "Fixtures/gold/dev")
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    gold = [json.loads(file.read_text("utf-8"))["article"] for file in sorted(options.gold.glob("*.json"))]
    articles = ARTICLES + gold
    complaints, checked = [], 0
    with tempfile.TemporaryDirectory() as folder, Driver() as driver:
        pages = [Page(options.chiso, folder, articles, True), Page(options.chiso, folder, ARTICLES, False),
                 Page(options.chiso, folder, ARTICLES[:1], True)]
        small = Page(options.chiso, folder, ARTICLES, True)
        for name, size, hows in [("desktop", (1280, 900), ["hover", "tab"]), ("phone", (390, 844), ["tap", "tab"])]:
            with Window(driver, *size, phone=name == "phone") as window:
                for page in pages:
                    window.open(page.file)
                    for check, found in page.everything(window, hows).items():
                        complaints += [f"{name}, {page.file.name}, {check}: {complaint}" for complaint in found]
                        checked += 1
                    if options.screenshots:
                        shoot(window, options.screenshots, f"{name}-{page.file.stem}", hows)
                if name == "phone":
                    complaints += unnoticed(window, small)
    print("\n".join(complaints) or f"{checked} checks of {len(articles)} articles, {len(BROKEN)} broken pages noticed")
    return 1 if complaints else 0


def unnoticed(window, page):
    """The broken pages that no check complains of."""
    silent = []
    for name, (check, script) in BROKEN.items():
        window.open(page.file)
        window.run(script)
        found = page.everything(window, ["tap"]) if check == "card" else None
        found = found or page.contents(window) | {
            "width": checks.width(window), "contrast": checks.contrast(window),
            "selfcontained": checks.selfcontained(window), "index": checks.index(window, len(page.articles))}
        if not found[check]:
            silent.append(f"not noticed: {name}")
    return silent


def shoot(window, folder, name, hows):
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        window.scheme(scheme)
        for number in (1, 12):
            checks.card(window, number, hows[0])
            window.screenshot(folder / f"{name}-{scheme}-{number}.png")
    window.scheme("light")


if __name__ == "__main__":
    sys.exit(main())
