"""The package as it is installed: built, put into an environment of its own, run from elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import graph

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of the source distribution as an index would have it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", out, ROOT], check=True)
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"graph", f"tifagraph-{graph.__version__}.dist-info"}
    bundled = {name.removeprefix("graph/resources_/") for name in names}
    for folder in "ontology", "ontology/queries", "data/lexicon":
        for path in (ROOT / folder).glob("*.*"):
            assert path.relative_to(ROOT).as_posix() in bundled
    assert not [name for name in names if name.endswith((".pyc", "train.py"))]


def test_it_builds_the_same_graph_from_another_folder(
    wheel: Path, kg: graph.KnowledgeGraph, reports: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            [programs / command[0], *command[1:]],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("python", "-m", "pip", "install", "--quiet", wheel)
    assert "文档 documents 2" in run("tifagraph", "build", reports, "-o", "kg")
    built = (tmp_path / "kg" / "graph.nq").read_bytes()
    assert built == (kg.store.path / "graph.nq").read_bytes()
    assert (tmp_path / "kg" / "graph.html").stat().st_size > 500_000
    assert "程望山" in run("tifagraph", "query", "kg", "who-chaired")
