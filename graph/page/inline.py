"""The page inside a notebook: a sandboxed frame that unpacks it, and a text where none is allowed.

The frame bears the whole page compressed, so a notebook grows by half of the file's size at most.
A notebook that is not trusted drops the frame and keeps the text that lies under it.
"""

from __future__ import annotations

import base64
import html
import zlib

_UNTRUSTED = (
    "这里是一张交互图谱。未显示时请信任此笔记本，或用 .write('graph.html') 写成网页打开 / An "
    "interactive graph stands here. If it does not show, trust this notebook, or write it with "
    ".write('graph.html') and open that."
)
_START = (  # the text shows itself in the frame, too, where no script unpacks the page in time
    '<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<style>p{animation:late 2s step-end}@keyframes late{from{visibility:hidden}}</style>"
)
_UNPACK = (
    "const packed = Uint8Array.from(atob('%s'), (letter) => letter.charCodeAt(0));"
    "new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')))"
    ".text().then((page) => { document.open(); document.write(page); document.close(); });"
)
_ONE_CELL = "grid-area:1/1"  # text and frame lie in one cell of a grid, the frame above


def frame(page: str) -> str:
    """The HTML that a notebook shows for a page; it can reach neither the notebook nor the network.

    There the wheel scrolls the notebook and zooms only with Ctrl.
    """
    inside = page.replace("<html ", '<html data-inline="" ', 1)
    packed = base64.b64encode(zlib.compress(inside.encode(), 9)).decode()
    text = html.escape(_UNTRUSTED)
    start = f"{_START}<p>{text}</p><script>{_UNPACK % packed}</script>"
    return (
        '<div style="display:grid">'
        f'<p style="{_ONE_CELL};padding:1em">{text}</p>'
        '<iframe sandbox="allow-scripts allow-downloads" width="100%" height="640"'
        f' style="{_ONE_CELL};border:1px solid #8884;border-radius:8px;background:Canvas"'
        f' srcdoc="{html.escape(start)}"></iframe></div>'
    )
