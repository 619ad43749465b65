"""``metrosim browse``: the pages in a browser, served from this machine."""

import ipaddress
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.options import LANG
from sim.commands.output import line, note
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

EXAMPLES = """Examples:

metrosim browse

metrosim browse --port 8900 --no-open --lang zh

metrosim browse --results results
"""


def browse(
    host: Annotated[str, typer.Option("--host", help="Address to serve at; the default is reached from this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to serve at; 0 takes a free one.")] = 8765,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the reader's browser.")] = True,
    results: Annotated[Path, typer.Option("--results", help="Folder of stored results; new studies are stored there too.")] = Path("results"),
    lang: LANG = None,
) -> None:
    """Show live run, comparison, sweep, flows and evidence in the browser. 在浏览器中查看。"""
    from sim.browser import server

    language: Language = lang or default_language()
    if not 0 <= port <= 65535:
        refuse(word("bad_number", language, option="--port", low=0, high=65535, value=port))
    missing = server.what_is_missing()
    if missing:
        refuse(word(f"browser_{missing}", language))
    chosen = _free_port(host, port, language)
    if not _is_loopback(host):
        note(word("browser_open_to_all", language, host=host))
    server.prepare(results=results, language=lang or "")
    line(word("browser_starting", language))
    server.warm()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else shown}:{chosen}/"
    line(word("browser_ready", language, address=address))
    if show:
        threading.Timer(1.0, webbrowser.open, (address,)).start()
    server.serve(host=host, port=chosen)


def _free_port(host: str, port: int, language: Language) -> int:
    """Return the port if it is free, or a free one if 0 was asked for."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            return int(trial.getsockname()[1])
    except OSError as error:
        refuse(word("browser_port", language, host=host, port=port, reason=error.strerror or str(error)))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
