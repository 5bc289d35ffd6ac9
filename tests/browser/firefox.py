"""A Firefox as it is installed, driven by its own protocol (Marionette), without a driver.

Playwright drives only a Firefox that it has built itself, which not every machine can fetch.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

START_SECONDS = 60
WAIT_SECONDS = 30


class Firefox:
    """A headless Firefox with a profile of its own in ``folder``."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        prefs = [f'"marionette.port", {port}', '"intl.accept_languages", "zh-CN"']
        folder.joinpath("user.js").write_text("".join(f"user_pref({one});\n" for one in prefs))
        arguments = ["--headless", "--marionette", "--no-remote", "--profile", str(folder)]
        self._process = subprocess.Popen(
            [program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._socket = self._connected(port)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._read()  # its greeting
        self.send("WebDriver:NewSession", capabilities={})

    def _connected(self, port: int) -> socket.socket:
        for _ in range(10 * START_SECONDS):
            try:
                return socket.create_connection(("127.0.0.1", port))
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("Firefox does not answer")

    def _read(self) -> Any:
        """A message: its length in bytes, a colon, JSON."""
        length = b""
        while (digit := self._answers.read(1)) != b":":
            length += digit
        return json.loads(self._answers.read(int(length)))

    def send(self, name: str, **parameters: Any) -> Any:
        """The answer to a command; RuntimeError where Firefox reports an error."""
        self._number += 1
        body = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(body), body))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return answer

    def open(self, address: str) -> None:
        self.send("WebDriver:Navigate", url=address)
        self.until("return document.documentElement.dataset.drawn")

    def run(self, script: str) -> Any:
        """What a script returns within the page."""
        return self.send("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def until(self, script: str) -> Any:
        """What a script returns once that is something."""
        for _ in range(20 * WAIT_SECONDS):
            if found := self.run(script):
                return found
            time.sleep(0.05)
        raise TimeoutError(script)

    def find(self, css: str, text: str = "") -> str:
        """The element of a selector that holds a text, once there is one."""
        script = f"""return [...document.querySelectorAll({json.dumps(css)})]
            .find((one) => one.textContent.includes({json.dumps(text)}))"""
        return str(next(iter(self.until(script).values())))

    def click(self, css: str, text: str = "") -> None:
        self.send("WebDriver:ElementClick", id=self.find(css, text))

    def type(self, css: str, keys: str) -> None:
        self.send("WebDriver:ElementSendKeys", id=self.find(css), text=keys)

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait()
