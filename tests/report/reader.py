"""Reading a page as a browser does: what is visible, and what it would fetch."""

from html.parser import HTMLParser

_HIDDEN = {"style", "script", "code", "title"}


class Page(HTMLParser):
    """Visible words, described words, tags and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ("meta", "br", "link"):
            self._inside.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "action", "data", "poster", "srcset"):
                self.addresses.append(value or "")
            if name in ("alt", "aria-label"):
                self.words.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self._inside.pop()

    def handle_endtag(self, tag):
        assert self._inside.pop() == tag, f"{tag} is closed in the wrong order"

    def handle_data(self, data):
        if not _HIDDEN & set(self._inside):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.words)
