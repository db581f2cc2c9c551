"""HTML from strangers: cleaned of whatever runs, loads or hides; and its words, as text."""

import re
from collections.abc import Collection
from html import unescape
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
QUOTED_MOST = 5  # marks before a row, however deep it is quoted
DEPTH_MOST = 1_000
# Of those that must be closed: a page may well have a thousand <br>, <p> or <td>.
OPEN_OR_CLOSED = re.compile(
    r"<(/?)(?!(?:br|hr|img|p|li|dt|dd|td|th|tr|col|input|meta|link|option)\b)[a-z]", re.IGNORECASE
)
# What these hold is no text.
EMPTIED = {"script", "style", "title", "template"}
BLOCKS = TAGS & {
    *("p", "div", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol"),
    *("dl", "dt", "dd", "table", "tr", "caption", "center"),
}


def is_too_deep(html: str) -> bool:
    """Elements within elements, as far as one can tell without parsing: what parses them takes a
    minute for some that are deep enough."""
    depth = 0
    for end in OPEN_OR_CLOSED.findall(html):
        depth += -1 if end else 1
        if depth > DEPTH_MOST:
            return True
    return False


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
        self.said: list[str] = []
        self.quoted = 0

    def begin_a_row(self, mark: str = "") -> None:
        self.said.append("\n" + "> " * min(self.quoted, QUOTED_MOST) + mark)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.quoted += 1
        if tag in BLOCKS or tag in ("br", "li"):
            self.begin_a_row("- " if tag == "li" else "")
        elif tag in ("td", "th"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        if tag in BLOCKS:
            self.begin_a_row()

    def handle_data(self, data: str) -> None:
        self.said.append(re.sub(r"\s+", " ", data))


def bare(html: str) -> str:
    """What is left of a page that is not parsed."""
    return lines(unescape(re.sub(r"<[^>]{0,2000}>", " ", html)))


def text_of(clean: str) -> str:
    words = Words()
    words.feed(clean)
    words.close()
    rows = (re.sub(r"[ \t]+", " ", row).strip() for row in "".join(words.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
