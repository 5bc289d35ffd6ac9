"""Who may run, of more than there is room for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from graph.serve.refusals import Busy

WAITING_SECONDS = 10.0
"""So long somebody waits for a turn."""

_PATIENCE_SECONDS = 0.5
"""So often who waits asks for room to be made."""


class Turns:
    """``size`` at once. Of those who wait the first and the last come by turns: in a flood the
    first have often left (Maurer, Fail at Scale, ACM Queue 2015). For one event loop."""

    def __init__(self, size: int, make_room: Callable[[], object]) -> None:
        self._left = size
        self._make_room = make_room
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._last_is_next = True

    async def take(self) -> None:
        """Wait for a turn. Busy when there is none in ten seconds."""
        if self._left:
            self._left -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(WAITING_SECONDS):
                while not turn.done():
                    await asyncio.wait((turn,), timeout=_PATIENCE_SECONDS)
                    if not turn.done():
                        self._make_room()
        except BaseException as error:
            if turn.done():  # it came as we gave up
                self.give_back()
            else:
                self._waiting.remove(turn)
            if isinstance(error, TimeoutError):
                raise Busy(
                    "服务器正忙 / the server is busy with other queries; try again in a moment"
                ) from None
            raise

    def give_back(self) -> None:
        """End one's turn."""
        if self._waiting:
            turn = self._waiting.pop() if self._last_is_next else self._waiting.popleft()
            self._last_is_next = not self._last_is_next
            turn.set_result(None)
        else:
            self._left += 1
