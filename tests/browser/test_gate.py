"""Who may speak to the server: not a page of another site, and nobody who calls it by another name."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.browser.gate import Gate

OWN = "127.0.0.1:8765"


def scope(kind="http", host=OWN, origin=None, method="GET", path="/", query=b"", more=()):
    headers = [(b"host", host.encode("latin-1"))] if host is not None else []
    headers += [(b"origin", origin.encode())] if origin is not None else []
    return {"type": kind, "method": method, "path": path, "query_string": query, "headers": [*headers, *more]}


def status(gate=None, **how):
    return (gate or Gate(None, host="127.0.0.1")).refusal(scope(**how))[0]


@pytest.mark.parametrize("host", [OWN, "localhost:8765", "[::1]:8765", "LOCALHOST", "192.168.3.7:9000", socket.gethostname()])
def test_an_address_and_a_name_of_this_machine_are_let_in(host):
    assert status(host=host) == 0
    assert status(kind="websocket", host=host, origin=f"http://{host}") == 0


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example", "", "[", "a@b.x", None])
def test_a_name_that_was_made_to_lead_here_is_refused(host):
    assert status(host=host) == 400


def test_two_names_at_once_are_refused():
    assert status(more=[(b"host", b"evil.example")]) == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8765", "file://", "http://[", ""])
def test_a_page_of_another_site_may_open_no_websocket_and_close_no_session(origin):
    assert status(kind="websocket", origin=origin) == 403
    assert status(method="POST", origin=origin) == 403


def test_own_pages_and_programs_without_an_origin_are_let_in():
    assert status(kind="websocket", origin=f"http://{OWN}") == 0
    assert status(kind="websocket") == 0
    assert status(origin="http://evil.example") == 0, "a link from elsewhere may be followed"


@pytest.mark.parametrize("path", ["/jupyter/api/kernels/x/channels", "/_solara/api/close/x"])
def test_a_request_that_names_no_page_is_refused_before_it_errs(path):
    assert status(method="POST", path=path) == 400
    assert status(method="POST", path=path, query=b"session_id=abc") == 0


@pytest.mark.parametrize("path", ["/\x00", "/static/a\x00.css", "/static/\n"])
def test_a_path_with_control_characters_is_no_error_of_the_server(path):
    assert status(path=path) == 400


def test_a_name_given_with_host_is_one_of_the_server():
    assert status(Gate(None, host="model.example"), host="model.example:8765") == 0


def _spoken(given):
    sent = []

    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests leaves its loop running in this thread
        apart.submit(lambda: asyncio.run(Gate(application, host="127.0.0.1")(given, None, send))).result()
    return sent


def test_a_refusal_is_told_in_both_languages_without_echoing_signs_that_act():
    said = _spoken(scope(host="evil\x1b[31m.example"))
    assert said[0]["status"] == 400
    text = said[1]["body"].decode()
    assert "metrosim browse" in text
    assert "请打开" in text
    assert "\x1b" not in text
    assert _spoken(scope(kind="websocket", origin="http://evil.example"))[0] == {"type": "websocket.close", "code": 1008, "reason": ""}


def test_no_other_site_may_show_the_pages_in_a_frame():
    assert (b"content-security-policy", b"frame-ancestors 'self'") in _spoken(scope())[0]["headers"]
