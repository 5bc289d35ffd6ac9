"""Labels for unlabelled text from a permissively licensed tagger, mended by rule.

The tagger is baidu LAC 2.1.2 (Apache-2.0, code and weights in its wheel). It was written for
``paddle.fluid``, which is gone: `lac` puts ``paddle.inference`` of paddlepaddle 3.3 in its place.
"""

from __future__ import annotations

import re
import sys
import types
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import ahocorasick_rs as ac
import numpy as np

Span = tuple[int, int, str]
Line = tuple[str, list[Span]]

TYPES = {"PER": "Person", "nr": "Person", "LOC": "Place", "ns": "Place", "ORG": "Organization", "nt": "Organization"}

ORGAN_TAIL = re.compile(
    r"(大学|学院|学校|中学|小学|医院|公司|集团|银行|法院|检察院|研究院|研究所|局|厅|委员会|协会|商会|合作社|电视台|出版社|政府|报社|工厂|卫生院|派出所)$"
)
ORGAN_MORE = re.compile(
    r"(?:（集团）|集团)?(?:股份)?(?:有限责任|有限)?公司|集团|研究院|研究所|研究中心|实验室|组织部|宣传部|统战部|政法委|办公厅|办公室"
    r"|党组|党委|常委会|机关党委|委员会|纪委监委|分公司|分行|支行|支队|大队|管委会|合作社|医院|学院|村委会|居委会|党支部|总支"
)
ELLIPTICAL = re.compile(
    r"党中央|国务院(?=[，。、的和批关印决])|[东南西北中]部战区(?:陆军|海军|空军)?(?:机关)?|(?:十[一二三四五]届)?全国人大(?:常委会)?(?=[，。、的举在常及二一三四五])"
    r"|(?<=[，。、一-鿿])常委会(?=[组会的、，履])|(?:[省市县区州]|自治区)(?:委(?!员|托|派|任|屈|婉)(?:[一-鿿]{1,4}部(?![长署分门])|政法委|办公[厅室])?|政府(?:办公[厅室])?(?![采购])"
    r"|人大(?:常委会)?(?!代表)|政协(?!委员)|纪委(?:监委)?|监委|(?:发改委|发展改革委|卫健委|国资委)"
    r"|(?:财政|教育|公安|民政|司法|住建|交通运输|水利|水务|农业农村|商务|应急管理|审计|市场监管|医保|税务|气象|统计|生态环境|自然资源)[局厅])"
)
ABBREVIATION = re.compile(r"^[中美俄乌日韩朝越印英法德欧非阿澳巴伊以土加墨古柬泰老缅蒙哈吉塔匈塞希葡西意荷比波新马菲瑞外拉亚港秘埃沙俄贝华]{1,2}$")
NO_ORGAN = frozenset(
    "人大 政协 中共 新时代党 联通 藏粮 播发央视 爱国者 中国党 神舟 辽宁舰 世贸 中泰 央视 政府 中国医疗 国家机关 中央国家机关 党组织 基层党组织 "
    "人民军队 全党 党和国家 人民政府 党支部 各级党委 党委 移动电源 四中全会 三中全会 人民政协 中国共产党人 汗尤尼斯 开发区 解放军 共产党 红军".split()
)
NO_PLACE = frozenset("中华 中方 美方 俄方 港澳 中外 中欧 中非 中阿 东方 西方 全国 中国式 天路 三下乡 亚太 中华民族 海外 中东欧 华人 祖国".split())
NO_PERSON = frozenset("俄乌 乌军 俄军 中贝 中墨 立春 四季春 万古长青 引江济淮 河水 江南春意 德方 林火 总书记 习主席 阿曼 伊核心 北约".split())
COUNTRIES = frozenset(
    "哈萨克斯坦 斯洛伐克 斯洛文尼亚 塔吉克斯坦 吉尔吉斯斯坦 乌兹别克斯坦 土库曼斯坦 阿塞拜疆 格鲁吉亚 亚美尼亚 摩尔多瓦 顿涅茨克 哈尔科夫 巴赫穆特 赫尔松 "
    "扎波罗热 卢甘斯克 库尔斯克 别尔哥罗德 敖德萨 阿布扎比 塔什干 加蓬 阿曼 库皮扬斯克 苏梅 第聂伯罗 拉法 汗尤尼斯 比什凯克 阿斯塔纳 杜尚别 马里 乍得 "
    "尼日尔 贝宁 多哥 加纳 肯尼亚 乌干达 坦桑尼亚 莫桑比克 赞比亚 马拉维 布隆迪 卢旺达 吉布提 索马里 厄立特里亚 毛里求斯 塞舌尔 萨摩亚 斐济 汤加 基里巴斯 "
    "瓦努阿图 瑙鲁 帕劳 多米尼加 洪都拉斯 危地马拉 萨尔瓦多 尼加拉瓜 哥斯达黎加 巴拿马 牙买加 圭亚那 苏里南 玻利维亚 巴拉圭 乌拉圭 厄瓜多尔 立陶宛 拉脱维亚 爱沙尼亚".split()
)
GROUPS = frozenset("哈马斯 胡塞武装 真主党 北约 乌克兰军方".split())


def lac() -> Any:
    """LAC in its NER mode, over ``paddle.inference``."""
    import paddle
    from paddle import inference

    class Tensor:
        def __init__(self, data: Any) -> None:
            self.data = data

    class Predictor:
        def __init__(self, config: Any) -> None:
            self.inner = inference.create_predictor(config)

        def run(self, tensors: list[Any]) -> list[Any]:
            handle = self.inner.get_input_handle(self.inner.get_input_names()[0])
            handle.copy_from_cpu(np.ascontiguousarray(tensors[0].data.reshape(-1, 1)))
            handle.set_lod(tensors[0].lod)
            self.inner.run()
            out = self.inner.get_output_handle(self.inner.get_output_names()[0])
            values = out.copy_to_cpu().reshape(-1)
            return [types.SimpleNamespace(lod=out.lod(), data=types.SimpleNamespace(int64_data=lambda: values))]

    def config(path: str) -> Any:
        made = inference.Config(path)
        made.disable_gpu()
        made.switch_ir_optim(False)
        made.enable_new_executor(False)
        made.enable_new_ir(False)
        return made

    core = types.ModuleType("paddle.fluid.core")
    core.__dict__.update(PaddleTensor=Tensor, create_paddle_predictor=Predictor, AnalysisConfig=config)
    fluid = types.ModuleType("paddle.fluid")
    fluid.__dict__.update(core=core, CPUPlace=paddle.CPUPlace, Executor=lambda place: None,
                          is_compiled_with_cuda=lambda: False, Tensor=object)
    sys.modules.update({"paddle.fluid": fluid, "paddle.fluid.core": core})
    paddle.fluid = fluid
    from LAC import LAC

    return LAC(mode="lac")


def label(sentences: list[str]) -> Iterator[Line]:
    """LAC's names in each sentence; sentences whose words do not add up are left out."""
    model = lac()
    for first in range(0, len(sentences), 64):
        batch = sentences[first : first + 64]
        for text, (words, kinds) in zip(batch, model.run(list(batch)), strict=True):
            ends = np.cumsum([len(word) for word in words]).tolist()
            if ends[-1:] == [len(text)]:
                spans = zip(ends, words, kinds, strict=True)
                yield text, [(e - len(w), e, TYPES[k]) for e, w, k in spans if k in TYPES]


def clean(lines: Iterable[Line]) -> list[Line]:
    """LAC's labels mended: organisations whole, types by majority, names known found everywhere."""
    mended = [(text, _join(text, _retype(text, spans))) for text, spans in lines]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text, spans in mended:
        for begin, end, kind in spans:
            votes[text[begin:end]][kind] += 1
    winner = {name: kinds.most_common(1)[0][0] for name, kinds in votes.items()}
    frequent = sorted(n for n, kinds in votes.items() if len(n) >= 3 and kinds.total() >= 3)
    seen: Counter[str] = Counter()
    known = ac.AhoCorasick(frequent, matchkind=ac.MatchKind.LeftmostLongest)
    for text, _ in mended:
        seen.update(frequent[i] for i, _, _ in known.find_matches_as_indexes(text))
    sure = [n for n in frequent if votes[n].total() >= 0.75 * seen[n]]
    matcher = ac.AhoCorasick(sure, matchkind=ac.MatchKind.LeftmostLongest)
    result = []
    for text, spans in mended:
        taken = [(b, e, winner[text[b:e]]) for b, e, _ in spans]
        extra = [(b, e, winner[sure[i]]) for i, b, e in matcher.find_matches_as_indexes(text)]
        result.append((text, _merge(taken, extra)))
    return result


def _retype(text: str, spans: list[Span]) -> list[Span]:
    kept = []
    for begin, end, kind in spans:
        if text[begin:end].endswith("政治局常委") and text[end : end + 1] != "会":
            end -= 2
        name = text[begin:end]
        if name in COUNTRIES or name in GROUPS:
            kind = "Place" if name in COUNTRIES else "Organization"
        if kind == "Place" and ORGAN_TAIL.search(name):
            kind = "Organization"
        refused = {"Person": NO_PERSON, "Place": NO_PLACE, "Organization": NO_ORGAN}[kind]
        wrong = name in refused or len(name) < 2 or re.search(r"[。！？；，、“”《》：]", name)
        if not wrong and not (kind == "Place" and ABBREVIATION.match(name)):
            kept.append((begin, end, kind))
    return _merge(kept, [(*m.span(), "Organization") for m in ELLIPTICAL.finditer(text)])


def _merge(first: list[Span], second: list[Span]) -> list[Span]:
    """Both, in order; of two that overlap the first list's."""
    free = [s for s in second if not any(s[0] < e and b < s[1] for b, e, _ in first)]
    return sorted(first + free)


def _join(text: str, spans: list[Span]) -> list[Span]:
    """Place + place is one place, place + organisation one organisation; cut ends are put back."""
    joined: list[Span] = []
    for begin, end, kind in spans:
        if joined and end <= joined[-1][1]:
            continue
        if kind == "Organization":
            while more := ORGAN_MORE.match(text, end):
                end = more.end()
        if kind == "Person" and (dotted := re.compile(r"(?:[·•][一-鿿]{1,8})(?=[，。、\s])").match(text, end)):
            end = dotted.end()
        if joined and joined[-1][1] == begin and joined[-1][2] == "Place" and kind != "Person":
            begin = joined.pop()[0]
        joined.append((begin, end, kind))
    return joined
