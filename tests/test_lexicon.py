"""A user's own word lists: what they change, in every process, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.cli import main
from graph.extract.pipeline import extract
from graph.lexicon import Led, Lexicon, Pattern, default, load, meets, needs, rank
from graph.model import Document, InputError
from graph.resources import LEXICON

TEXT = "程望山主持会议。程望山强调，要打造澄湖善治新样本，坚持党的领导，建设平安中国。"


def folder(path: Path, **lists: str) -> Path:
    for name, rows in lists.items():
        (path / f"{name}.tsv").write_text(rows, "utf-8")
    return path


def slogans(lexicon: Lexicon) -> dict[str, str]:
    found = extract(Document("x", TEXT, "0" * 64), lexicon)
    return {m.text: m.rule for m in found.mentions if m.type == "Slogan"}


def test_rows_add_replace_and_remove(tmp_path: Path) -> None:
    """One file of each kind of row: new, of our name, struck out; the rest of ours stays."""
    ours = load(None)
    assert set(slogans(ours)) == {"平安中国"}
    assert "党的领导" in ours.known
    own = Lexicon(
        LEXICON,
        folder(
            tmp_path,
            slogans="# 我市 2026\r\nname\tkind\tstrength\r\n澄湖善治新样本\tformula\r\n"
            "党的领导\tconcept\tfixed\r\n-平安中国\r\n",
        ),
    )
    assert set(slogans(own)) == {"澄湖善治新样本", "党的领导"}
    (replaced,) = own.known["党的领导"]
    assert (replaced["kind"], replaced["strength"], replaced["first"]) == ("concept", "fixed", "")
    assert len(own.entries("slogans")) == len(ours.entries("slogans"))
    assert own.entries("places") == ours.entries("places")


@pytest.mark.slow
def test_a_code_tells_places_of_one_name_apart(tmp_path: Path) -> None:
    """A row with a code concerns that place alone, one without a code all of its name."""
    ours = len(load(None).known["鼓楼区"])
    assert ours > 2
    header = "name\tshort\tcode\tlevel\n"
    one = Lexicon(LEXICON, folder(tmp_path, places=header + "鼓楼区\t鼓楼\t320106\tcounty\n"))
    assert len(one.known["鼓楼区"]) == ours
    assert [entry["code"] for entry in one.known["鼓楼"] if entry.form == "鼓楼"] == ["320106"]
    none = Lexicon(LEXICON, folder(tmp_path, places=header + "-鼓楼区\n"))
    assert "鼓楼区" not in none.known


@pytest.mark.slow
def test_later_folders_amend_earlier_ones(tmp_path: Path) -> None:
    """What one folder adds the next can take away."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = folder(tmp_path / "a", slogans="name\tkind\n澄湖善治新样本\tformula\n")
    second = folder(tmp_path / "b", slogans="name\n-澄湖善治新样本\n")
    assert "澄湖善治新样本" in Lexicon(LEXICON, first).known
    assert Lexicon(LEXICON, first, second).known.keys() == load(None).known.keys()


@pytest.mark.slow
def test_every_process_reads_with_it(tmp_path: Path) -> None:
    """The same bytes from one process and from two, and the added formulation is in them."""
    documents = [Document(f"d{n}", TEXT, "0" * 64) for n in range(40)]
    (tmp_path / "own").mkdir()
    own = folder(tmp_path / "own", slogans="name\tkind\n澄湖善治新样本\tformula\n-平安中国\n")
    made = [
        graph.build(documents, tmp_path / str(workers), lexicon=own, workers=workers)
        for workers in (1, 2)
    ]
    one, two = ((tmp_path / n / "graph.nq").read_bytes() for n in "12")
    assert one == two
    assert [row.slogan for row in made[0].query("slogans")] == ["澄湖善治新样本"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("slogan", "name\n", ":1: 没有这种词表 / no such list; there are: abbreviations.tsv, "),
        ("slogans", "formula\tkind\nx\ty\n", ":1: 首列须是 name / the header must begin with"),
        ("slogans", "# c\n\nname\tsort\nx\ty\n", ":3: 没有“sort”这一列 / no such column; there"),
        ("slogans", "name\tkind\na\tformula\tb\n", ":2: 3 列, 须有 2 列 / 3 columns where"),
        ("slogans", "name\tkind\na\tformula\n\tformula\n", ":3: 首列 name 为空 / the first"),
        ("slogans", "name\tkind\n-\n", ":2: 首列 name 为空 / the first column, name, is empty"),
        ("slogans", "name\tkind\na\tformula\na\tnumeric\n", ":3: “a”已见于第 2 行 / stands in"),
        ("slogans", "name\tkind\na\tslogan\n", ":2: kind 不能是“slogan” / “a” needs one of: cam"),
        ("slogans", "name\na\n", ":2: kind 不能是“” / “a” needs one of: campaign, concept, "),
        ("slogans", "name\n-无此提法\n", ":2: 词表中没有“无此提法”，无可删除 / there is nothing"),
        ("slogans", "名\udcff", ": 不是 UTF-8 / not UTF-8 at byte 3; try: iconv -f GB18030"),
    ],
)
def test_a_wrong_list_is_named_with_its_line(
    name: str, rows: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, before anything is read or written."""
    path = tmp_path / f"{name}.tsv"
    path.write_bytes(rows.encode("utf-8", "surrogateescape"))
    out = tmp_path / "kg"
    assert main(["build", str(tmp_path), "-o", str(out), "--lexicon", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"错误 / error: {path}{said}")
    assert not out.exists()


def test_a_folder_without_lists_is_an_error(tmp_path: Path) -> None:
    """An empty folder and one that is not there are most likely mistyped."""
    for path in tmp_path, tmp_path / "nowhere":
        with pytest.raises(InputError, match="没有词表文件 / no word list there"):
            Lexicon(LEXICON, path)


def words(folder: Path, *rows: str) -> Lexicon:
    """Our lexicon with these rows of ``grammar.tsv``: word, class, not_before, not_after."""
    header = "word\tclass\tnot_before\tnot_after\n"
    (folder / "grammar.tsv").write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")
    return load(folder)


def test_a_pattern_names_classes_of_words(tmp_path: Path) -> None:
    ours, more = default(), words(tmp_path, "两\tnumeral")
    pattern = Pattern("第[{numeral}]{1,3}次{what}", {"what": "会议|大会"})
    assert pattern.of(ours).search("第十二次会议") and not pattern.of(ours).search("第两次会议")
    assert pattern.of(more).search("第两次会议"), "a user's word is one of the class"
    assert Pattern("{verbs.speech}，").of(ours).search("他指出，")
    assert pattern.of(ours) is pattern.of(ours), "compiled once"


def test_a_word_says_where_it_is_none_of_its_class(tmp_path: Path) -> None:
    lexicon = words(tmp_path, "百\tnumeral\t货|姓\t老")
    pattern = Pattern("{numeral}").of(lexicon)
    assert pattern.search("百人") and not pattern.search("百货") and not pattern.search("老百")


def test_an_opening_is_a_lookahead() -> None:
    pattern = Pattern("{numeral:opening}.+").of(default())
    assert pattern.search("我们三人")[0] == "三人"  # type: ignore[index]


def test_an_unknown_class_is_told() -> None:
    with pytest.raises(KeyError, match="nobody"):
        Pattern("{nobody}").of(default())


@pytest.mark.parametrize(
    ("template", "text", "may"),
    [
        ("{holding_verb}{possessive}?{activity}", "举办宣讲", True),
        ("{holding_verb}{possessive}?{activity}", "举办讲座", False),
        ("(?:{holding_verb}|{joining_verb})了", "参加了", True),
        ("(?:{holding_verb}|{joining_verb})了", "去了", False),
        ("(?:{holding_verb}|看)了", "看了", True),
        ("(?:{holding_verb}的){0,2}[{numeral}]{1,3}", "三", True),
        ("(?!{holding_verb}){activity:not_after}.+", "说", True),
        ("(?P<how>{joining_verb})?(?(how){activity})", "说", True),
        ("{verbs.speech}{han}", "指出要", True),
    ],
)
def test_a_pattern_needs_words(template: str, text: str, may: bool) -> None:
    """Where a text lacks one that each match has, nothing has to be looked for."""
    assert meets(text, needs(Pattern(template), default())) is may


def test_a_class_without_words_is_never_there(tmp_path: Path) -> None:
    lexicon = words(
        tmp_path, *(f"-{word}\tholding_verb" for word in default().word_class("holding_verb"))
    )
    assert not meets("举办宣讲", needs(Pattern("{holding_verb}"), lexicon))
    assert meets("举办宣讲", needs(Pattern("{holding_verb|activity}"), lexicon))


@pytest.mark.parametrize(
    ("units", "at"),
    [
        ("省 自治区 特别行政区", 1),
        ("市 州 盟 地区 自治州", 2),
        ("县 区 旗 自治县", 3),
        ("镇 乡 街道", 4),
        ("村 社区", 5),
        ("国 河", 0),
    ],
)
def test_the_last_unit_of_a_name_gives_its_rank(units: str, at: int) -> None:
    """The longest one: a 社区 is no 区, a 地区 neither."""
    assert [rank(f"青芦{unit}") for unit in units.split()] == [at] * len(units.split())


def test_a_municipality_ranks_with_the_provinces() -> None:
    """It is called by the unit of a city."""
    assert [rank(f"{city}市") for city in ("北京", "天津", "上海", "重庆", "澄州")] == [
        1,
        1,
        1,
        1,
        2,
    ]


@pytest.mark.parametrize("text", ["副市长、市长和副的市长", "副副市长", "县委书记兼县长助理", ""])
def test_what_a_word_leads_is_found_as_by_the_pattern_alone(text: str) -> None:
    template = "(?:{deputy})?(?:{posts.level}|{posts.head})"
    led = Led("deputy|posts.level|posts.head", template)
    found = [match.span() for match in led.finditer(text, default())]
    assert found == [match.span() for match in Pattern(template).of(default()).finditer(text)]
    assert bool(found) is bool(text)
