"""Who may speak to the server: its own pages, called by this machine's own name or an address.

The server has no password, and browsers let any page open a websocket to any address. Two things are therefore asked of every request:

- It calls the server by an address, by ``localhost``, or by a name of this machine. A foreign name that was made to lead here (DNS rebinding)
  always is another name.
- If it comes from a page (``Origin``) and could change something, the page is one of this server's own. Programs that are no browsers send no origin.
"""

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

type Scope = MutableMapping[str, Any]
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Scope, Receive, Send], Awaitable[None]]

FOREIGN_HOST = (
    "This server is not called {host}: open the address that metrosim browse printed. 本服务器不叫{host}：请打开 metrosim browse 显示的地址。\n"
)
FOREIGN_PAGE = "A page of another site may not speak to this server. 其他网站的页面不能访问本服务器。\n"
UNNAMED_PAGE = "The request does not say which page it comes from. 请求未说明来自哪个页面。\n"
ODD_PATH = "There is no page whose address holds control characters. 没有地址含控制字符的页面。\n"
_HEADERS = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
"""Put to every answer: no other site shows the pages in a frame of its own, guesses types, or learns addresses."""
_OF_A_PAGE = ("/jupyter/api/kernels/", "/_solara/api/close/")


class Gate:
    """Refuses requests that are not of this server's own pages, before anything else sees them.

    Args:
        application: what is served.
        host: address or name that it is served at.
    """

    def __init__(self, application: Application, *, host: str) -> None:
        self._application = application
        self._names = {"localhost", *(name.lower() for name in (host, socket.gethostname(), socket.getfqdn()))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] not in {"http", "websocket"}:
            await self._application(scope, receive, send)
            return
        status, reason = self.refusal(scope)
        if not status:
            await self._application(scope, receive, send if scope["type"] == "websocket" else _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})  # before it was accepted: the browser sees status 403
        else:
            await _answer(status, reason, send)

    def refusal(self, scope: Scope) -> tuple[int, str]:
        """Return status and reason of a refusal; 0 and nothing if the request may pass."""
        hosts, origins = (_all_of(scope, name) for name in (b"host", b"origin"))
        if len(hosts) != 1 or not self._is_own(_name_of(hosts[0])):
            return 400, FOREIGN_HOST.format(host=_printable(", ".join(hosts)))
        if any(ord(sign) < ord(" ") for sign in scope["path"]):
            return 400, ODD_PATH  # no file has such a name, and NUL makes the operating system refuse the question
        changes = scope["type"] == "websocket" or scope["method"] not in {"GET", "HEAD"}
        if changes and any(place_of(origin) != hosts[0].lower() for origin in origins):
            return 403, FOREIGN_PAGE
        if changes and scope["path"].startswith(_OF_A_PAGE) and not parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_id"):
            return 400, UNNAMED_PAGE
        return 0, ""

    def _is_own(self, name: str) -> bool:
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def place_of(origin: str) -> str:
    """Host and port of an origin; nothing for what is none, such as ``null``.

    >>> place_of("http://127.0.0.1:8765"), place_of("null")
    ('127.0.0.1:8765', '')
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""


def _all_of(scope: Scope, wanted: bytes) -> list[str]:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for name, value in headers if name.lower() == wanted]


def _name_of(host: str) -> str:
    """The name in a ``Host`` header, without port and brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _printable(host: str) -> str:
    return "".join(sign for sign in host[:80] if sign.isprintable())


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return sent


async def _answer(status: int, reason: str, send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason.encode("utf-8", "replace")})
