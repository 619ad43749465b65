"""What a hostile page, a careless client or a broken network does to the server; each returns what went wrong, nothing if all was well."""

import socket
import struct
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psutil
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

SECONDS, LARGE = 20, 8 << 20
PATHS = (
    "/../../../../etc/passwd", "/static/../../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2f..%2fetc/passwd",
    "/static/public/../../app.py", "/static/public/%2e%2e/app.py",
    "/static/assets/..%5c..%5capp.py", "/jupyter/nbextensions/../../../etc/passwd", "//etc/passwd",
    "/%00", "/static/%00", "/static/public/a%00.css", "/con",
    "/static/aux.txt", "/static/NUL", "/C:/Windows/win.ini", "/static/" + "a" * 5000, "/" + "x" * 60_000,
    "/compare/" + "../" * 200, "/%ff%fe", "/%c0%ae%c0%ae/etc/passwd",
    "/?" + "q=" * 5000, "/<script>alert(1)</script>", "/static/public/.", "/_solara/cdn/../../../etc/passwd",
)  # fmt: skip
_SIGNS = (b"root:x:0:0", b"Traceback (most", b"def prepare(", b"[fonts]")
"""Signs of a file that nobody should get, or of an error that was not told in words."""


def foreign_page(address: str) -> str:
    """A page of another site, and one whose name was made to lead here, open a websocket and close a session."""
    place = urlsplit(address).netloc
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example", "Origin": "http://evil.example"}):
        if _upgraded(address, {"Host": place, **headers}):
            return f"a websocket was opened with {headers}"
        if (
            _raw(
                address, f"POST /_solara/api/close/x?session_id=y HTTP/1.1\r\n{_lines({'Host': place, **headers})}Content-Length: 0\r\n\r\n".encode()
            )[0]
            < 400
        ):
            return f"a session could be closed with {headers}"
    return "" if _raw(address, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")[0] == 400 else "the page was given to a foreign name"


def odd_paths(address: str) -> str:
    """Paths that lead out of the folder, hold NUL, name devices, or are very long."""
    place = urlsplit(address).netloc
    for path in PATHS:
        status, body = _raw(address, f"GET {path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n".encode())
        if status >= 500 or any(sign in body for sign in _SIGNS):
            return f"{path[:60]}: status {status}, {body[:80]!r}"
    return ""


def aborted_uploads(address: str) -> str:
    """Requests and messages that break off in the middle."""
    host, port = _place(address)
    for _ in range(20):
        with socket.create_connection((host, port), timeout=SECONDS) as sent:
            sent.sendall(f"POST / HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 10000000\r\n\r\n".encode() + b"x" * 1000)
            sent.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset instead of a goodbye
        page = _page(address)
        page.socket.sendall(b"\x81\xfe\xff\xff" + b"\0" * 20)  # says 65,535 bytes and sends sixteen
        _hang_up(page)
    return ""


def oversized_messages(address: str) -> str:
    """A message far larger than any file that may be uploaded ends its connection."""
    page = _page(address)
    try:
        for _ in range(20):
            page.send("x" * LARGE)
            page.recv(timeout=SECONDS)
    except (ConnectionClosed, OSError):
        return ""
    except TimeoutError:
        return "a message of 8 MB was taken in"
    finally:
        _hang_up(page)
    return "messages of 8 MB were answered"


def slow_client(address: str) -> str:
    """Connections that say nothing, send one byte, or never read, while the server is asked for a page."""
    host, port = _place(address)
    idle = [socket.create_connection((host, port), timeout=SECONDS) for _ in range(40)]
    for one in idle[:20]:
        one.sendall(b"G")
    silent = [_page(address) for _ in range(5)]
    try:
        with urllib.request.urlopen(address + "/readyz", timeout=SECONDS) as answer:
            return "" if answer.status == 200 else f"status {answer.status}"
    except (OSError, urllib.error.URLError) as error:
        return f"no answer beside slow clients: {error}"
    finally:
        for one in idle:
            one.close()
        for page in silent:
            _hang_up(page)


ATTACKS: Mapping[str, Callable[[str], str]] = {
    "pages of other sites and foreign names": foreign_page,
    "paths that lead out, NUL, devices, 60,000 signs": odd_paths,
    "uploads that break off": aborted_uploads,
    "messages of 8 MB": oversized_messages,
    "clients that are slow or silent": slow_client,
}


def listening(process: psutil.Process) -> set[str]:
    """Addresses at which a server and its children listen."""
    found = [one for child in (process, *process.children(recursive=True)) for one in child.net_connections(kind="inet")]
    return {one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN}


def _page(address: str) -> ClientConnection:
    host, port = _place(address)
    path = f"/jupyter/api/kernels/{uuid4()}/channels?session_id={quote(str(uuid4()))}"
    return connect(f"ws://{host}:{port}{path}", origin=address, open_timeout=SECONDS, close_timeout=1, max_size=None, legacy=True)  # type: ignore[arg-type]


def _hang_up(page: ClientConnection) -> None:
    """End a connection without a goodbye, also for the thread that listens to it."""
    with suppress(OSError):  # the server may have ended it already
        page.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        page.socket.shutdown(socket.SHUT_RD)
    page.socket.close()


def _upgraded(address: str, headers: Mapping[str, str]) -> bool:
    wanted = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    path = f"/jupyter/api/kernels/{uuid4()}/channels?session_id={uuid4()}"
    return _raw(address, f"GET {path} HTTP/1.1\r\n{_lines({**headers, **wanted})}\r\n".encode())[0] == 101


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items())


def _raw(address: str, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are and return status and the start of the answer; 0 if the server just hangs up."""
    with socket.create_connection(_place(address), timeout=SECONDS) as sent:
        try:
            sent.sendall(request)
            answer = sent.recv(65_536)
        except ConnectionError:
            return 0, b""
    head = answer.split(b" ", 2)
    return (int(head[1]) if len(head) > 1 and head[1].isdigit() else 0), answer


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return str(parts.hostname), int(parts.port or 80)
