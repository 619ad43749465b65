"""A reader without a browser: speaks to the server as its page does, over a websocket, and costs next to nothing."""

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from websockets.sync.client import connect

SECONDS = 120.0


class Reader:
    """One session of the live page.

    Args:
        address: of the server.
    """

    def __init__(self, address: str) -> None:
        page = uuid4()
        place = f"ws://{urlsplit(address).netloc}/jupyter/api/kernels/{uuid4()}/channels?session_id={page}"
        self._talk = connect(place, origin=address, open_timeout=SECONDS, ping_interval=None, max_size=None, max_queue=None, legacy=True)  # type: ignore[arg-type]
        self._page, self._control = str(page), uuid4().hex
        self.buttons: dict[str, str] = {}
        """Which widget is which button, by its name."""
        self.month = 0
        self._say("comm_open", {"comm_id": self._control, "target_name": "solara.control", "data": {}})
        self._say("comm_msg", {"comm_id": self._control, "data": {"method": "run", "args": {"path": "/", "appName": None}}})
        self.hear(lambda: "step" in self.buttons)

    def step(self) -> float:
        """Press the button of one month; return after how many seconds it was answered."""
        started, wanted = time.monotonic(), self.month + 1
        self._say("comm_msg", {"comm_id": self.buttons["step"], "data": {"method": "custom", "content": {"event": "press", "data": None}}})
        self.hear(lambda: self.month >= wanted)
        return time.monotonic() - started

    def hear(self, enough: Any) -> None:
        """Listen until something holds.

        Raises:
            TimeoutError: it never did.
        """
        deadline = time.monotonic() + SECONDS
        while not enough():
            self._take(self._talk.recv(timeout=max(0.1, deadline - time.monotonic())))

    def leave(self) -> None:
        """Close the session."""
        self._talk.close()

    def _take(self, message: str | bytes) -> None:
        text = message if isinstance(message, str) else message.decode("utf-8", "replace")
        for month in re.findall(r'data-month=\\*"(\d+)', text):
            self.month = max(self.month, int(month))
        if isinstance(message, str):
            content = json.loads(message)["content"]
            name = content.get("data", {}).get("state", {}).get("name")
            if isinstance(name, str) and "comm_id" in content:
                self.buttons[name] = content["comm_id"]

    def _say(self, kind: str, content: dict[str, Any]) -> None:
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": self._page, "username": "", "version": "5.3", "date": ""}
        message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        self._talk.send(json.dumps(message))
