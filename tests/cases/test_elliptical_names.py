"""Names that leave out what the document tells: whose zone, bureau, report, 党委 and 院长 it is.

The mentions are drawn, so that what is tested is what they mean.
"""

from __future__ import annotations

import pytest

from graph.evaluate.notation import parse
from graph.extract.analysis import Analysis
from graph.extract.deciding import evidence
from graph.extract.pipeline import of_mentions
from graph.model import Document, Entity
from graph.text.head import prepare

_CASES = [
    # a post that is complete by itself, of a term
    ("[二十届中共中央政治局常委](Post)陆远讲话。", "中共中央政治局常委"),
    # a head behind a post in a part of what he heads
    ("陆远历任[三〇二医院传染科主任](Post)、[副院长](Post)。", "三〇二医院副院长"),
    ("陆远历任[三〇二医院传染科主任](Post)、[副主任](Post)。", "三〇二医院传染科副主任"),
    # the school whose 校党委 the document speaks of
    (
        "澄州大学宣布任命决定。校党委要求做好工作。[校党委副书记](Post)陆远出席。",
        "澄州大学党委副书记",
    ),
    # the bureau of the line that the document speaks of, not of two
    ("澄州市委召开会议。全市公安机关受表彰。[市局](Organization)出席。", "澄州市公安局"),
    ("澄州市委召开会议。全市公安机关受表彰。[市局党委委员](Post)出席。", "澄州市公安局党委委员"),
    ("澄州市委召开会议。全市公安机关、全市税务系统受表彰。[市局](Organization)到。", "澄州市局"),
    # the city whose development zone is named, whose districts its leaders inspect
    ("[市委书记](Post)陆远讲话。绍兴经开区作交流发言。", "中共绍兴市委书记"),
    ("[市委书记](Post)陆远到佛冈县调研。", "中共清远市委书记"),
    ("[市委书记](Post)陆远赴浙江安吉县考察。", "市委书记"),
    # a zone's working committee has an administration, a street's an office
    ("[东坝开发区党工委书记](Post)、[管委会主任](Post)陆远出席。", "东坝开发区管委会主任"),
    ("[临江街道党工委书记](Post)陆远、[办事处主任](Post)沈月出席。", "临江街道办事处主任"),
    ("[市直机关工委书记](Post)陆远、[管委会主任](Post)沈月出席。", "管委会主任"),
    # the only street that is named, not one of two
    ("南京路街道召开会议。[街道党工委书记](Post)陆远讲话。", "南京路街道党工委书记"),
    ("沈月到南京路街道、北站街道调研，[街道党工委书记](Post)陆远陪同。", "街道党工委书记"),
    # a department or the discipline committee of an unknown county
    ("[县委常委](Post)、[组织部部长](Post)陆远出席。", "县委组织部部长"),
    ("[县委常委](Post)、[纪委书记](Post)陆远出席。", "县纪委书记"),
    # whose president a dean is no president of
    ("[云泽大学能源与环境学院院长](Post)陆远、[副校长](Post)沈月出席。", "云泽大学副校长"),
    # the province that nearly all places are in; none where they are in several
    ("[省委](Organization)巡视组进驻会泽县、镇雄县、威信县。", "中共云南省委员会"),
    ("[省委](Organization)巡视组进驻会泽县、佛冈县、安吉县。", "省委"),
    # the autonomous region above a city
    (
        "梧州市召开会议。市委书记陆远传达[自治区党委](Organization)部署。梧州市委要求落实。",
        "中共广西壮族自治区委员会",
    ),
    # a bare bureau is of the document's place, or of the document alone
    ("澄州市委召开会议。市委书记陆远带领[工信局](Organization)走访。", "澄州市工业和信息化局"),
    ("陆远带领[工信局](Organization)到企业走访。", "工信局"),
    # in a document of the nation it is the nation's, if it has one of that name
    ("国务院召开会议，听取[粮食局](Organization)汇报。", "国家粮食局"),
    # who holds the meeting of the lead has the bare posts, if it may have them
    (
        "[绍兴市中级法院](Organization)召开会议。[院长](Post)陆远主持。",
        "绍兴市中级人民法院院长",
    ),
    ("[澄州大学](Organization)召开会议。[局长](Post)陆远出席。", "局长"),
    ("陆远到[澄州大学](Organization)调研。\n[校长](Post)沈月介绍情况。", "澄州大学校长"),
    # a town's party committee and congress, behind its 镇长 or in its own report
    ("陆远曾任[梅坞镇党委副书记](Post)、[镇长](Post)、[人大主席](Post)。", "梅坞镇人大主席"),
    ("陆远曾任[梅坞镇党委副书记](Post)、[镇长](Post)、[党委书记](Post)。", "中共梅坞镇委书记"),
    # the committee of a department, not the department, has a secretary
    ("陆远历任[共青团澄州市委少年部部长](Post)、[副书记](Post)。", "共青团澄州市委副书记"),
    # the office of the organ before; a department has no party committee of its own
    (
        "澄州市委召开会议。[澄州市政府党组成员](Post)、[办公室主任](Post)陆远出席。",
        "澄州市人民政府办公室主任",
    ),
    ("[人事处处长](Post)、[党委委员](Post)陆远出席。", "党委委员"),
    # a bare post in the headline is the one that its holder has below
    (
        "[澄州市住建委主任](Post)[陆远](Person)走访企业。\n[陆远](Person)[主任](Post)走访企业。",
        "澄州市住房城乡建设委主任",
    ),
    # a work report is of its year and of whose it is
    ("澄州市委召开会议，市委审议[市法院工作报告](Policy)。", "2021年澄州市法院工作报告"),
    ("澄州市委召开会议，市委审议[政府工作报告](Policy)。", "2021年澄州市政府工作报告"),
    ("全国人大审议[政府工作报告](Policy)。", "2021年政府工作报告"),
    # an occasion without a name of its own is its convenor's
    (
        "[澄江集团公司](Organization)召开[领导干部会议](Event)。",
        "澄江集团公司领导干部会议",
    ),
]


def _meant(drawn: str, identifier: str = "case") -> Entity:
    """What the last mention drawn means."""
    (case,) = parse(drawn)
    analysis = Analysis(
        prepare(Document(identifier, case.text, identifier * 16, issued="2021-01-06"))
    )
    mentions = [analysis.mention(s.begin, s.end, s.type, "drawn") for s in case.mentions]
    reading = of_mentions(analysis, mentions, evidence(analysis).settled)
    entity = max(reading.mentions, key=lambda mention: mention.begin).entity
    assert entity is not None
    return entity


@pytest.mark.parametrize(("drawn", "name"), _CASES)
def test_what_a_short_name_means(drawn: str, name: str) -> None:
    assert _meant(drawn).name == name


def test_a_bare_bureau_of_two_documents_is_two() -> None:
    drawn = "陆远带领[工信局](Organization)到企业走访。"
    assert _meant(drawn, "a").key != _meant(drawn, "b").key


def test_an_autonomous_places_organs_go_by_its_plainer_name() -> None:
    bureau = _meant("黔南布依族苗族自治州召开会议。[黔南州林业局](Organization)发言。")
    assert "黔南州林业局" in (bureau.name, *bureau.aliases)
    assert bureau.name == "黔南布依族苗族自治州林业局"


def test_a_youth_league_committee_goes_by_both_its_names() -> None:
    short = _meant("丰水县召开会议。[丰水县团县委](Organization)发言。")
    assert short.key == _meant("丰水县召开会议。[共青团丰水县委](Organization)发言。").key


def test_an_autonomous_county_goes_by_its_name_without_peoples() -> None:
    short = _meant("会议召开。[镇宁自治县委](Organization)发言。")
    assert short.name == "中共镇宁布依族苗族自治县委员会"
    assert "中共镇宁自治县委" in short.aliases


def test_a_report_of_a_year_goes_by_its_name_without_the_year() -> None:
    report = _meant("澄州市委召开会议，审议[2008年绍兴市政府工作报告](Policy)。")
    assert report.name == "2008年绍兴市人民政府工作报告"
    assert "绍兴市政府工作报告" in report.aliases


def test_an_occasion_is_also_called_after_the_organ_that_holds_it() -> None:
    occasion = _meant("[中共绍兴市委](Organization)召开[民主协商会](Event)。绍兴市委。市委。")
    assert "中共绍兴市委民主协商会" in (occasion.name, *occasion.aliases)
