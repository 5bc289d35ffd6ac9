"""The file of judgements beside the documents, a line each: read, and added to."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from graph.files import replacing, turn
from graph.identity.judgement import VERDICTS, Judgement, is_complete, proper, references
from graph.model import InputError

_HEAD = (
    "# tifagraph: same|different|wrong, A, B, who, when, why, relation; "
    "remove a line to take it back\n"
)


def read_judgements(path: str | Path, must_exist: bool = False) -> tuple[Judgement, ...]:
    """The judgements of a file, () if there is no file, unless it ``must_exist``.

    InputError names file and line of a line that is malformed or contradicts an earlier one.
    """
    path = Path(path)
    try:
        there = must_exist or path.exists()
        lines = path.read_text("utf-8-sig").splitlines() if there else []
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: 不是 UTF-8 / not UTF-8 at byte {error.start}; try: iconv -f GB18030 -t UTF-8"
        ) from error
    except OSError as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error.strerror}") from error
    found: dict[Hashable, Judgement] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        judgement = _read(line)
        if not judgement:
            raise InputError(
                f"{path}:{number}: 应为 same|different|wrong、A、B、who、when、why、relation，"
                "以制表符分隔 / write same|different|wrong, A, B, who, when, why, relation, "
                "separated by tabs"
            )
        if found.setdefault(judgement.about, judgement).verdict != judgement.verdict:
            raise InputError(
                f"{path}:{number}: 与前面的判断相反 / contradicts an earlier line; remove one"
            )
    return tuple(sorted(found.values()))


def _read(line: str) -> Judgement | None:
    """The judgement of a line of the file, None where it is malformed."""
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= 7 or cells[0] not in VERDICTS:
        return None
    verdict, a, b, who, when, why, relation = cells + [""] * (7 - len(cells))
    judgement = Judgement(verdict, *references(a, relation, b), who, when, why, relation)
    return judgement if is_complete(judgement) else None


def record(path: str | Path, judgement: Judgement) -> None:
    """Add a judgement to a file, created if needed, that others may be adding to as well.

    InputError as in `read_judgements`, for a pair that is judged already, for two references that
    are one, for cells that hold tabs or line breaks, and where the file cannot be written.
    """
    path, line = Path(path), "\t".join(proper(judgement)).rstrip("\t") + "\n"
    try:
        with turn(path):
            _unjudged(path, judgement)
            text = path.read_text("utf-8") if path.exists() else _HEAD
            text = text.rstrip("\n")
            with replacing(path.resolve()) as file:
                file.write(f"{text}\n{line}".encode())
    except OSError as error:
        raise InputError(
            f"{path}: 写不了 / cannot be written: {error.strerror}; give --in the folder of the "
            "documents"
        ) from error


def _unjudged(path: Path, judgement: Judgement) -> None:
    """InputError where a file has a judgement on that pair, or on that statement."""
    for earlier in read_judgements(path):
        if earlier.about == judgement.about:
            said = f"{earlier.verdict} {earlier}" if earlier.relation else " ".join(earlier[:3])
            raise InputError(f"{path}: 已有判断 / already judged: {said}; remove that line first")
