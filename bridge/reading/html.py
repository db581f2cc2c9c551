"""HTML from strangers: cleaned of whatever runs, loads or hides; and its words, as text."""

import re
from collections.abc import Collection
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

from bridge.words import lines

TAGS = {
    *("p", "br", "div", "span", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"),
    *("b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "code", "center"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "img"),
    *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
# What these hold is no text.
EMPTIED = {"script", "style", "title", "template"}
BLOCKS = TAGS & {
    *("p", "div", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol"),
    *("dl", "dt", "dd", "table", "tr", "caption", "center"),
}


def cleaned(html: str, cids: Collection[str]) -> str:
    """Nothing is fetched by looking at it: of images, only those that came with the mail."""

    def kept(tag: str, attribute: str, value: str) -> str | None:
        cid = value[4:] if value.lower().startswith("cid:") else None
        if (tag, attribute) == ("img", "src"):
            return f"cid:{unquote(cid)}" if cid and unquote(cid) in cids else None
        return value if cid is None else None

    return nh3.clean(
        lines(html),
        tags=TAGS,
        clean_content_tags=EMPTIED,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        url_schemes={"https", "mailto", "cid"},
        link_rel="noopener noreferrer nofollow",
    ).strip()


class Words(HTMLParser):
    """The words of what was cleaned: well formed, and of known tags. Quotes keep their marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows = [""]
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.quoted += 1
        if tag in BLOCKS or tag in ("br", "li"):
            self.rows.append("> " * self.quoted + ("- " if tag == "li" else ""))
        elif tag in ("td", "th"):
            self.rows[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        if tag in BLOCKS:
            self.rows.append("> " * self.quoted)

    def handle_data(self, data: str) -> None:
        self.rows[-1] += re.sub(r"\s+", " ", data)


def text_of(clean: str) -> str:
    words = Words()
    words.feed(clean)
    words.close()
    rows = (re.sub(r"[ \t]+", " ", row).strip() for row in words.rows)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
