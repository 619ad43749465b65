import socket

import pytest
from typer.testing import CliRunner

from sim.browser import server
from sim.commands import browse
from sim.commands.failing import InputError
from sim.commands.main import app


def test_the_help_names_the_options_and_speaks_both_languages():
    told = CliRunner().invoke(app, ["browse", "--help"]).output
    assert all(word in told for word in ("--host", "--port", "--no-open", "--results", "--lang", "浏览器"))


def test_a_missing_package_or_script_is_told_with_its_cure(monkeypatch):
    monkeypatch.setattr(server, "what_is_missing", lambda: "assets")
    with pytest.raises(InputError, match="make install"):
        browse.browse(lang="en")


def test_a_port_in_use_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(server, "what_is_missing", lambda: "")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="--port"):
            browse.browse(port=taken.getsockname()[1], lang="en")


def test_serving_beyond_this_machine_warns(monkeypatch, capsys, tmp_path):
    for name in ("prepare", "warm", "serve"):
        monkeypatch.setattr(server, name, lambda **_: None)
    monkeypatch.setattr(server, "what_is_missing", lambda: "")
    browse.browse(host="0.0.0.0", port=0, show=False, results=tmp_path, lang="en")
    assert "no password" in capsys.readouterr().err
