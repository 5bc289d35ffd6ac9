"""Sentences in the manner of local official reports, invented, with exact spans of their names.

A context-free grammar written as text: ``{x}`` expands the symbol ``x``, ``|`` separates its
alternatives. What a symbol of SPANS expands to is a name of that type; the outermost one counts.
People, towns, firms and schools are invented from surnames, characters and real divisions.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import jieba

Line = tuple[str, list[tuple[int, int, str]]]
SPANS = {
    "person": "Person", "organ": "Organization", "place": "Place", "town": "Place", "bare": "Place", "seat": "Place",
}  # fmt: skip

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景"
    "党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
    "官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井"
    "祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战"
)
COMPOUND = "欧阳 上官 司马 诸葛 申屠 皇甫 令狐 尉迟 东方 司徒 慕容 夏侯 公孙 端木 长孙 宇文 轩辕 钟离 拓跋 完颜".split()
FOREIGN = (
    "阿 艾 安 奥 巴 贝 比 博 布 查 达 戴 德 迪 多 恩 尔 法 菲 费 弗 福 盖 戈 格 哈 海 赫 胡 吉 季 加 杰 金 卡 凯 "
    "科 克 库 拉 莱 兰 朗 雷 里 利 列 林 卢 鲁 罗 洛 马 玛 迈 曼 梅 米 莫 穆 纳 南 内 尼 诺 帕 佩 皮 普 乔 切 萨 塞 "
    "森 沙 施 史 斯 苏 索 塔 泰 坦 特 提 托 瓦 万 韦 维 沃 乌 西 希 夏 谢 辛 雅 亚 耶 伊 依 扎 泽 兹 佐"
).split()
MINORITY = (
    "买买提 艾山 吐尔逊 阿不都 热西提 古丽 努尔 白克力 库热西 艾力 依明 肉孜 玉山 江 帕提 阿依 木 买合木提 亚森 吾买尔 "
    "吉克 尔哈 阿苏 木呷 拉马 阿木 尔布 沙马 伍呷 曲比 马海 日布 吉木 才让 扎西 多吉 卓玛 达瓦 次仁 旺堆 平措 央金 "
    "洛桑 顿珠 索朗 尼玛 贡布 格桑 巴特尔 其木格 乌云 那顺 孟和 朝克图 斯琴 布和 哈斯 宝力高 巴雅尔 格日勒 塔娜 苏和 "
    "叶尔 夏提 胡安 别克 波拉提 加依 娜尔 赛力克 哈山 马合木提 阿迪力 迪丽 努尔 热依 汗 孜亚 沙依 提 斯迪克 伊力哈木"
).split()
STEM = (
    "安北昌长常城澄春大德东丰福富甘高光广海汉和河黑红洪湖华怀淮黄吉建江金锦晋靖静九康昆来兰乐黎丽临灵凌六龙隆庐鲁洛梅"
    "绵闽明南宁平浦普齐祁千青清庆秋泉仁荣如瑞三沙山尚韶邵绍深盛石寿双顺松苏遂太泰唐天田桐通同铜万望威渭温文吴武西溪仙"
    "湘襄襄祥新信兴秀徐旭宣雅延盐扬阳伊宜义益银英永余玉原远岳云越漳昭镇郑竹资紫遵洲桥塘沟坪坝岭峰川流水岩岗口门坡湾店"
)
TAIL = "安昌城川德定都渡丰岗港沟谷关光海汉和河湖华集江津京靖康口来岭林灵流隆陇门宁盘平坪坡浦桥清泉饶山沙上水寺塔台塘田亭头沱湾溪峡乡新兴阳义阴营原源远云泽寨镇中州庄"
BRAND = (
    "华 恒 瑞 盛 鑫 天 宏 金 达 泰 隆 丰 信 诚 德 兴 源 通 远 东 海 光 科 创 新 联 合 众 力 能 正 利 安 康 美 佳 嘉 嘉"
    " 博 凯 顺 昌 荣 润 亿 万 锦 洋 鸿 腾 飞 龙 凤 鹏 宇 星 辰 晨 旭 阳 明 亮 绿 蓝 青 翠 竹 云 峰 山 河 湖 川 中 国"
    " 京 华 南 北 西 北 方 圆 立 志 杰 英 豪 富 贵 祥 福 禄 和 谐 欣 悦 迈 乐 智 慧 数 字 微 芯 航 宙 三 五 一 九"
).split()

GRAMMAR = """
place    := {town}|{town}|{town}|{real}|{real}|{real}|{real}{county}|{province}{city}|{village}|{stead}|{site}|{nation}
town     := {city}|{county}|{stem}|{township}
city     := {stem}市|{stem}市|{stem}州|{stem}自治州
county   := {stem}县|{stem}区|{stem}县|{stem}市|{stem}区|{stem}{people}自治县|{stem}新区|{stem}旗
township := {stem}镇|{stem}乡|{stem}街道|{stem}{people}乡|{county}{stem}镇|{county}{stem}乡|{county}{stem}街道
village  := {stem}村|{stem}社区|{township}{stem}村|{stem}镇{stem}村|{stem}街道{stem}社区|{county}{stem}村|{stem}{hut}村|{township}{stem}{hut}
hut      := 家|庄|屯|寨|沟|坪|岭|坝|湾|塘|桥|店|头|口
stead    := {stem}经济开发区|{stem}高新区|{stem}工业园区|{stem}科技园|{stem}产业园|{stem}新城|{stem}经开区|{stem}开发区|{stem}新区|{stem}物流园|{stem}示范区
site     := {stem}江|{stem}河|{stem}湖|{stem}水库|{stem}山|{stem}路|{stem}大道|{stem}街|{stem}公园|{stem}广场|{stem}大桥|{stem}古镇|{stem}宾馆|{stem}会堂|{stem}国际会议中心|{stem}体育馆|{stem}体育中心|{stem}博物馆|{stem}纪念馆|{stem}烈士陵园|{stem}机场|{stem}站|{stem}港|{stem}湿地|{stem}国家森林公园|{stem}自然保护区|{stem}会展中心|{stem}会议中心|{stem}市民中心|{stem}市行政中心|{stem}高速|{stem}高速公路|{stem}铁路|{stem}党校报告厅|{stem}灌区|{stem}生态园|{stem}文化中心|{stem}大剧院
people   := 苗族|土家族|彝族|壮族|瑶族|回族|侗族|藏族|满族|蒙古族|布依族|哈尼族|傣族|畲族
nation   := 中国|美国|日本|德国|法国|俄罗斯|英国|印度|韩国|巴西|南非|欧洲|非洲|东南亚

level    := 省|市|市|市|县|区|州|县|区
where    := {seat}|{seat}|{level}|{level}|{level}|{level}
seat     := {stem}市|{stem}县|{stem}区|{stem}市|{stem}省|{stem}镇|{stem}乡|{stem}街道|{real}|{real}|{stem}{people}自治县|{province}
organ    := {council}|{council}|{bureau}|{bureau}|{bureau}|{bureau}|{firm}|{firm}|{firm}|{school}|{school}|{guild}|{central}|{grass}
council  := {where}委|{where}政府|{where}人大常委会|{where}人大|{where}政协|{where}纪委|{where}监委|{where}纪委监委|{where}法院|{where}检察院|{where}人民政府|{where}中级人民法院|{where}人民法院|{where}人民检察院|{where}委常委会|{where}政府党组|{where}人大常委会党组|{where}政协党组|{where}军分区|{where}委全面深化改革委员会|{where}人武部|{where}工商联|{where}总工会|{where}妇联|团{where}委|{where}科协|{where}文联|{where}残联|{where}红十字会|中共{where}委|中共{where}委员会|{where}委{where}政府|{where}委理论学习中心组|{where}{trade}工作领导小组|{where}{trade}工作领导小组办公室|{where}防汛抗旱指挥部|{where}安委会|{where}委常委会
bureau   := {where}委{dept}|{where}委{dept}|{where}{office}|{where}{office}|{where}{office}|{where}{office}|{where}{office}|{where}{office}{part}|{where}委{dept}{part}|{where}政府办公室|{where}政府办|{where}委办|{where}委办公室|{where}人大{committee}|{where}政协{committee}
dept     := 组织部|宣传部|统战部|政法委|办公室|编办|党校|网信办|巡察办|政研室|改革办|老干部局|直属机关工委|党史研究室|社会工作部|社工部|农办|国安办|督查室|财经办|外办|台办
office   := 发改委|发展改革委|教育局|教体局|科技局|工信局|经信局|民宗局|公安局|民政局|司法局|财政局|人社局|人力社保局|自然资源局|自然资源和规划局|生态环境局|住建局|住房城乡建设局|城管局|城市管理局|交通运输局|交通局|水利局|水务局|农业农村局|商务局|文旅局|文化广电旅游局|卫健委|卫生健康委|退役军人局|退役军人事务局|应急局|应急管理局|审计局|国资委|市场监管局|体育局|统计局|医保局|信访局|金融办|金融局|大数据局|大数据中心|行政审批局|乡村振兴局|林业局|税务局|气象局|消防救援支队|消防救援大队|供销社|机关事务局|档案馆|档案局|投促局|地震局|邮政管理局|烟草专卖局|公积金中心|疾控中心|政务服务中心|综合执法局|公安局交警支队|直机关工委|直属机关工委|融媒体中心|广播电视台|城投集团|交投集团|供电公司|园林局|粮食局|发改局|卫健局|文体局|民族宗教事务局
part     := 党组|机关党委|党委|党支部|机关党支部|综合科|办公室|人事科|干部科|干部监督处|政策法规科|{stem}分局|督查科|团委|工会
committee:= 教科文卫委|法制委|财经委|城建环资委|社会建设委|提案委|文史委|经济委|监察司法委|农业农村委|社法委|民宗委
firm     := {firmseat}{brand}{trade}{corp}|{brand}{trade}{corp}|{firmseat}{brand}{corp}|{brand}{corp}|{firmseat}{trade}{corp}|{firmseat}{brand}{trade}|{brand}{trade}|{firmseat}（集团）{corp}|{brand}（{province}）{trade}{corp}
firmseat := {stem}|{stem}市|{stem}县|{province}|{real}|{stem}
trade    := 科技|新材料|机械|电子|能源|新能源|生物科技|医药|建设|水务|城投|农业|生态农业|食品|纺织|服饰|茶业|物流|化工|石化|汽车|电器|信息技术|环保|文化旅游|文旅|置业|房地产|矿业|钢铁|光电|半导体|装备制造|智能装备|重工|药业|酒业|乳业|纸业|电力|高新材料|精密制造|船舶|航空|轨道交通|农牧|种业|建材|水泥|商贸|实业|投资|化学|制药
corp     := 有限公司|有限公司|有限公司|股份有限公司|有限责任公司|集团|集团有限公司|公司|控股集团|集团公司|专业合作社|厂|集团股份有限公司
school   := {seat}第{num}中学|{stem}中学|{seat}实验小学|{stem}小学|{stem}大学|{stem}学院|{stem}理工大学|{stem}职业技术学院|{stem}师范学院|{seat}人民医院|{seat}第{num}人民医院|{seat}中医院|{stem}医院|{seat}妇幼保健院|{stem}大学附属医院|{seat}图书馆|{stem}师范大学|{province}工业大学|{province}农业科学院|{seat}农科院|{stem}研究院|{seat}幼儿园|{stem}大学{trade}学院|{stem}卫生院|{stem}实验学校|{seat}敬老院|{seat}特殊教育学校|{where}委党校
num      := 一|二|三|四|五|六
guild    := {where}{trade}协会|{where}{trade}商会|{seat}企业家协会|{seat}慈善总会|{seat}志愿者协会|中国银行{stem}分行|人民银行{stem}市中心支行|农业银行{seat}支行|工商银行{stem}分行|建设银行{stem}分行|{stem}银行|{seat}农商银行|国网{stem}供电公司|中国移动{stem}分公司|中国电信{stem}分公司|{stem}海关|中石化{stem}分公司|{stem}日报社|{stem}农村商业银行|{stem}市{stem}商会|武警{stem}支队|民建{stem}市委会|民盟{where}委|九三学社{stem}市委会|农工党{stem}市委会|民进{where}委会|民革{where}委
grass    := {stem}村党支部|{stem}社区党委|{stem}村村委会|{stem}社区居委会|{stem}镇党委|{stem}镇政府|{stem}街道党工委|{stem}街道办事处|{stem}乡党委|{stem}乡人民政府|{stem}镇派出所|{stem}镇卫生院|{stem}经开区管委会|{stem}高新区管委会|{stem}开发区党工委|{stem}村合作社|{stem}新区管委会
central  := 党中央|国务院|中共中央|中央纪委|全国人大常委会|全国政协|中央组织部|国家发展改革委|财政部|教育部|生态环境部|农业农村部|住房城乡建设部|中央军委|国家税务总局|最高人民法院|交通运输部|工业和信息化部|水利部|中组部|国家卫生健康委|中央宣传部|应急管理部|中国科学院|清华大学|北京大学|浙江大学|新华社|人民日报|外交部

rank     := 政委|总工程师|教授|总会计师|院士|队长|支队长|大队长|所长|站长|行长|厂长|政治处主任|副处长|副科长|团委书记|村委会主任|第一书记|书记|副书记|市长|副市长|县长|区长|副县长|副区长|主任|副主任|主席|副主席|秘书长|常委|部长|局长|副局长|院长|检察长|党组书记|党组副书记|党委书记|党工委书记|纪委书记|常务副市长|处长|科长|董事长|总经理|副总经理|党组成员|校长|镇长|乡长|会长|理事长|代市长|副秘书长|支部书记|一级调研员|二级巡视员|工会主席|省长|副省长|首席科学家|负责人
post     := {organ}{rank}|{organ}{rank}|{organ}{rank}|{level}委{rank}|{level}委常委|{level}长|副{level}长|组织部部长|宣传部部长|政法委书记|统战部部长|纪委书记|秘书长|常务副{level}长|{level}人大常委会主任|{level}政协主席|{level}委副书记|{level}委书记|{level}政府党组成员|{level}领导
posts    := {post}|{post}|{post}|{post}、{post}|{post}、{post}|{post}、{post}、{post}|原{post}|时任{post}|{post}兼{post}|挂职{post}|中共{post}
who      := {posts}{person}|{posts}{person}|{posts}{person}|{person}|{person}同志
list     := {person}、{person}|{person}、{person}、{person}|{person}、{person}、{person}、{person}|{person}、{person}、{person}、{person}、{person}|{person}、{person}、{person}、{person}、{person}、{person}、{person}|{person}和{person}|{person}、{person}和{person}|{person}，{person}，{person}|{person} {person} {person}|{person}与{person}
run      := {person}{person}|{person}{person}{person}|{person}{person}{person}{person}|{person}　{person}|{person} {person} {person}
group    := {post}{list}|{level}领导{list}|{post}{list}，{post}{list}|{who}、{who}|{who}，{who}|{post}{person}、{person}，{post}{person}|{who}，{who}，{who}|{list}|{list}|{who}、{who}、{who}
also     := 参加|出席|出席会议|参加会议|列席会议|参加调研|陪同|陪同调研|参加活动|陪同检查|出席活动|参加座谈|等参加|等出席|等参加调研|及有关部门负责同志参加|分别作交流发言|先后发言|作表态发言|等{level}领导出席|一同参加|等陪同|出席开幕式|通报有关情况|参加学习|参加上述活动|在主会场出席
does     := 出席并讲话|主持会议|主持会议并讲话|主持|讲话|强调|指出|要求|表示|说|介绍|出席|作工作部署|传达会议精神|作说明|宣布开工|致辞|作总结讲话|作动员讲话|通报情况|汇报工作|作专题辅导|调研{place}|深入{place}调研|会见|带队检查安全生产|到{place}走访慰问|赴{place}考察|率队赴{place}招商|来到{place}|充分肯定|提出三点要求|一行|坦言|告诉记者|认为|任组长|签署协议|宣读决定|代表{organ}作报告|在主持时强调
when     := 上午|下午|日前|近日|昨日|{day}|{day}上午|{day}下午|今天|当天|会后|座谈会上|会前|会上|随后|期间|当日下午
day      := {dd}日|{mm}月{dd}日|{yy}年{mm}月{dd}日
meeting  := 会议|座谈会|全市经济工作会议|常委会会议|政府常务会议|安全生产电视电话会议|重点项目推进会|党建工作会议|民营企业座谈会|乡村振兴现场会|动员部署会|防汛抗旱视频调度会|专题学习会|集中开工仪式|全会|警示教育大会|干部大会
topic    := 安全生产工作|疫情防控工作|项目建设|乡村振兴工作|基层党建工作|生态环境保护工作|信访维稳工作|防汛工作|营商环境|民生实事|重点企业|巡察工作|主题教育|产业发展|文明城市创建
end      := 。|。|。|。||；
line     := {when}，{who}{does}{end}
line     := {when}，{organ}召开{meeting}，{who}{does}。{group}{also}{end}
line     := {who}{does}。{group}{also}{end}
line     := {who}{does}，{who}{does}。
line     := {group}{also}{end}
line     := {group}{also}{end}
line     := {person}{does}　{run}{also}
line     := {organ}召开{meeting} {person}{does} {run}{also}
line     := {person}{does} {person}{does} {person}{also}
line     := {run}{also}
line     := {run}{does}
line     := {person}在{place}调研{topic}
line     := {person}主持召开{organ}{meeting}
line     := {person}到{organ}走访
line     := {person}会见{organ}{rank}{person}
line     := {person}{does}，{plain}{plain}
line     := {person}强调，{plain}{plain}{plain}
line     := {person}先后来到{place}、{organ}、{place}，实地察看{topic}{end}
line     := {when}，{who}先后深入{place}、{place}、{organ}等地，{plain}
line     := 在{organ}，{person}详细了解{topic}情况{end}
line     := 在{place}，{person}详细了解{topic}情况，{plain}
line     := 在{place}的{organ}，{plain}{person}说{end}
line     := {person}一行来到{organ}，{plain}
line     := 会议听取了{organ}、{organ}和{organ}关于{topic}的汇报{end}
line     := 由{organ}牵头，{organ}、{organ}、{organ}配合，{plain}
line     := {organ}、{organ}要{plain}{plain}
line     := {place}、{place}、{place}要{plain}{plain}
line     := {organ}、{organ}、{organ}、{organ}作交流发言{end}
line     := {organ}主要负责同志{also}。
line     := {organ}、{organ}和{place}、{place}负责同志{also}。
line     := 决定任命{person}为{organ}{rank}；免去{person}的{organ}{rank}职务{end}
line     := {person}任{organ}{rank}{end}
line     := {person}同志任{organ}党组书记，提名为{organ}{rank}候选人；
line     := 任命：{person}为{organ}{rank}。
line     := {person}，{sex}，{people}，{yy}年{mm}月生，中共党员，现任{organ}{rank}，拟任{organ}{rank}。
line     := {person}，{sex}，汉族，{yy}年{mm}月出生，{place}人，大学学历，曾任{organ}{rank}、{organ}{rank}。
line     := {organ}原{rank}{person}涉嫌严重违纪违法，目前正接受{organ}纪律审查和监察调查。
line     := 会议由{posts}{person}主持{end}
line     := {meeting}由{person}主持。
line     := {person}被推选为组长，{person}、{person}为副组长{end}
line     := 组　长：{person}　{post}
line     := 副组长：{person}　{person}　{person}
line     := 成　员：{person}　{organ}{rank}
line     := {person}　{organ}{rank}
line     := 主持人：{person}
line     := 本报讯（记者 {person} {person}）{when}，{organ}召开{meeting}。
line     := （记者 {person}）
line     := 本报记者　{person}　{person}　通讯员　{person}
line     := （责任编辑：{person}）
line     := {stem}日报讯（首席记者　{person}）{when}，{who}{does}。
line     := 来源：{place}新闻网　作者：{person}
line     := 供稿：{organ}
line     := {person}/文　{person}/摄
line     := {organ}关于印发《{topic}方案》的通知
line     := {place}各县（市、区）人民政府，{organ}：
line     := {organ}
line     := 主送：{organ}，{organ}。抄送：{organ}
line     := {place}{person}家的{trade}基地里，{plain}
line     := {place}村民{person}说，{plain}
line     := {place}种植大户{person}告诉记者，{plain}
line     := {organ}的{person}说，{plain}
line     := {organ}党员{person}、{person}等{also}{end}
line     := 项目由{organ}投资建设，位于{place}，{plain}
line     := 落户{place}的{organ}{plain}
line     := {organ}与{organ}在{place}签约，{who}、{who}{also}{end}
line     := {place}距{place}{dd}公里，{plain}
line     := 从{place}到{place}，{plain}
line     := {place}{place}等地{plain}
line     := {person}书记{does}，{person}县长{does}。
line     := {person}院长、{person}主任{also}。
line     := 在{person}、{person}等人的带领下，{plain}
line     := 对{person}等{dd}名同志予以表彰{end}
line     := {who}在讲话中指出，{plain}
line     := 听取{organ}{rank}{person}关于{topic}的汇报后，{person}{does}{end}
line     := {who}，{organ}{rank}{person}，{organ}{rank}{person}{also}{end}
line     := {plain}为{bare}发展{plain}
line     := {person}{act}{thing}，{plain}
line     := {person}{act}{thing}。
line     := {plain}{person}{act}{thing}。
line     := {person}{act}{thing}
line     := {role}{person}{act}{thing}，{plain}
line     := {place}{role}{person}{act}{thing}。
line     := {organ}{role}{person}{act}{thing}。
line     := {plain}{led}{organ}{acts}{plain}
line     := {led}{organ}{acts}{thing}。
line     := {led}{organ}{acts}{thing}，{plain}
line     := {led}{organ}{join}{organ}{acts}{thing}。
line     := {led}{organ}{join}{organ}{acts}{thing}，{plain}
line     := {organ}{acts}{thing}，{organ}{acts}{thing}。
line     := {led}{level}委和{level}委{acts}{thing}。
line     := {plain}在{organ}{join}{organ}坚强领导下，{plain}
line     := {led}{seat}{acts}{thing}，{plain}
line     := {at}{bare}{then}{plain}
line     := {plain}{at}{bare}{then}{plain}
line     := {at}{town}{then}{plain}
line     := {plain}{at}{place}{then}{thing}。
line     := {bare}、{bare}两{unit}{plain}
line     := {town}、{town}{unit}{plain}
line     := {person}{act}{place}{thing}。
line     := {who}{act}{organ}{thing}。
line     := {person}一行{went}{place}、{organ}{thing}，{plain}
line     := {person}{went}{organ}{thing}，{plain}
line     := {went}{place}{thing}，{person}{act}{thing}。
line     := {went}{organ}{thing}，{person}{act}{role}{person}{thing}。
line     := 接受{person}辞去{organ}{rank}职务的请求{end}
line     := 决定{person}代理{level}长{end}
line     := 免去{person}的{organ}{rank}职务{end}
line     := {person}的{organ}{rank}职务；
line     := 聘任{person}为{organ}{rank}，解聘其{organ}{rank}职务；推荐{person}为{organ}{rank}人选。
line     := 同意成立{organ}，由{person}兼任{rank}{end}
line     := 由{person}{act}{thing}。
line     := {plain}由{organ}{acts}，{plain}
line     := {thing}报{organ}{acts}。
line     := 本报{bare}{dd}日电（记者{person}）{plain}
line     := {organ}{meeting}在{bare}召开
line     := {organ}代表团来{bare}考察{end}
line     := {person}率{organ}赴{bare}考察，{plain}
sex      := 男|女
act      := 与|就|向|在|还|对|说|坦言|表示|受|率|率队|为|走进|连声|作出|代表|作|主持|先后|带领|带队|随后|介绍|同|和|听取|参加|当选|担任|现任|兼任|代理|来到|看望|曾任|建议|提出|认为|告诉记者|要求|强调|批示|主讲|领学|通报|宣读|汇报|拨通|赴|到|从|把|将|以|不时|一边|也|就做好|在批示中指出|在讲话中说|在会上|的|等|希望|指出|接过话茬|点名|自豪地说|一样|介绍说|回忆说|带着|拿到|发言|委托|深有感触|逐一|详细询问|充分肯定|勉励|边走边看|仔细查看|最后强调|插话|回应
thing    := {topic}|{topic}|{clause}|{clause}|{clause}|工作报告|交流发言|有关情况|{dd}个项目|工作|中心工作
topic    := {clause}
role     := 记者|村民|职工|工人|茶农|党员|企业家|教授|校长|总工程师|队员|代表|委员|县长|市长|书记|选手|教练|民警|医生|护士|教师|学生|主任|所长|局长|科研人员|村支书|第一书记|社区工作者|总经理|负责人|董事长|同志|居民|游客|种粮大户|网格员|驻村干部|退役军人|大学生|外卖员|经理|研究员|工程师|副县长|院长|总统|总理|首相|外长|部长|议长|发言人|秘书长|大使
led      := 由|把|对|向|与|将|经|受|报|听取|对照|参观|进驻|走进|看望|根据|按照|贯彻|落实|感谢|交|请|为|从|让|以|围绕|聚焦|来到|拨通|代表|在|到|依托|联合|协同|会同|作为|今年以来，|目前，|近年来，|据|据悉，|其中，|同时，|同意|接受|推动|支持|协调|督促|组织||||||
acts     := 牵头|汇总|督办|会同有关部门|统筹|负责|备案|印发|举行|召开|设在|要|将|和|及|与|的|对|在|把|组织|落实|审核|审议|派员|负责人|主要负责同志|有关负责同志|工作人员|党员|职工|制定|实施|发布|组成|主办|承办|联合|组织开展|研究|批准|建设|投资|统计|监管|通知|考核|部署|决定|同意|关于|、|，|为|以|从|还|也|已|共|报告
join     := 和|与|及|会同|、|以及|、|、
at       := 在|从|到|把|让|对|与|为|来|赴|给|给{bare}、|抵达|走进|扎根|位于|地处|来自|途经|写进|全力推动|支持|建设|看||||
then     := 是|的|要|能|将|有|能有今天，|北岸|两岸|境内|流域|城区|各地|召开|考察|调研|建设|发展|经济|产业|人民|干部群众|距|与|和|等地|这座城市|高速|经验|实际|特色|站位|的绿色屏障|的田间地头|以北|沿线|片区|城郊|一带|上游|中心|全境|群众|市民|段|景区|企业|正|已|也|今年|率先|全市|、|，
unit     := 县|市|地|区|镇|家|村|城|个重点镇|个乡镇
went     := 来到|前往|走进|先后来到|深入|赴|到|在|实地察看|考察|走访|参观
"""


class Generator:
    """Draws labelled lines; the same seed and the same list of divisions give the same lines.

    ``divisions`` are names of real provinces, cities and counties, one a line; ``clauses`` are what
    is said between the names.
    """

    def __init__(self, divisions: Path, clauses: list[str], seed: int) -> None:
        self.random = random.Random(seed)
        self.clauses = clauses
        self.rules: dict[str, list[str]] = {}
        for row in GRAMMAR.strip().splitlines():
            if row.strip():
                head, _, body = row.partition(":=")
                bodies = [body.strip()] if head.strip() == "line" else body.strip(" ").split("|")
                self.rules.setdefault(head.strip(), []).extend(bodies)
        self.real = [name.split("\t")[0] for name in divisions.read_text("utf-8").splitlines()]
        self.provinces = [name for name in self.real if name.endswith(("省", "自治区"))]
        first, second, last = Counter[str](), Counter[str](), Counter[str]()
        families = set(SURNAMES)
        for row in jieba.get_dict_file():
            word, _, kind = row.decode("utf-8").split()
            if kind == "nr" and word[0] in families and len(word) in (2, 3):
                last[word[-1]] += 1
                second[word[1]] += len(word) == 3
                first[word[0]] += 1
        self.given = [self._flat(second), self._flat(last)]
        common = "".join(c for c, n in last.most_common(2500) if "一" <= c <= "鿿")
        self.common = common
        weights = [max(1.0, 60 - i / 5) for i in range(len(SURNAMES))]
        self.families = (list(SURNAMES), weights)

    @staticmethod
    def _flat(counts: Counter[str]) -> tuple[list[str], list[float]]:
        kept = sorted(c for c, n in counts.items() if n >= 3 and "一" <= c <= "鿿")
        return kept, [counts[c] for c in kept]

    def person(self) -> str:
        """A name: mostly Han of two or three characters; spaced, compound, with dots now and then."""
        draw, pick = self.random.random(), self.random
        family = pick.choices(*self.families)[0]
        if draw < 0.03:
            family = pick.choice(COMPOUND)
        elif draw < 0.07:
            parts = ["".join(pick.choices(MINORITY, k=pick.choice((1, 1, 2)))) for _ in "ab"]
            return "·".join(parts) if pick.random() < 0.8 else parts[0] + parts[1]
        elif draw < 0.10:
            parts = ["".join(pick.choices(FOREIGN, k=pick.randint(2, 4))) for _ in "abc"]
            return "·".join(parts[: pick.choice((1, 2, 2, 3))])
        middle = pick.choices(*self.given[0])[0] if pick.random() < 0.9 else pick.choice(self.common)
        end = pick.choices(*self.given[1])[0] if pick.random() < 0.9 else pick.choice(self.common)
        if pick.random() < 0.72:
            return family + middle + end
        if pick.random() < 0.3 and len(family) == 1:
            return family + pick.choice("　　　 ") + end
        return family + end

    def stem(self) -> str:
        """The proper part of an invented or real place name: 澄州 of 澄州市."""
        pick = self.random
        draw = pick.random()
        if draw < 0.35:
            return re.sub(r"(?<=..)(省|市|县|区|自治.|地区|盟|旗|新区)$", "", self._short(pick.choice(self.real)))
        if draw < 0.5:
            return pick.choice(self.common) + pick.choice(TAIL)
        if draw < 0.55:
            return pick.choice(STEM) + pick.choice(STEM) + pick.choice(TAIL)
        return pick.choice(STEM) + pick.choice(TAIL)

    def bare(self) -> str:
        """A place called by its name without what it is: 澄州, 浙江."""
        if self.random.random() < 0.3:
            return re.sub(r"(省|市|县|区|维吾尔自治区|壮族自治区|回族自治区|自治区)$", "", self.random.choice(self.provinces))
        return self.stem()

    @staticmethod
    def _short(name: str) -> str:
        return name if len(name) <= 4 else name[:2]

    def terminal(self, symbol: str) -> str | None:
        """What an invented or counted symbol stands for; None for a symbol of the grammar."""
        pick = self.random
        if symbol in ("person", "stem"):
            return str(getattr(self, symbol)())
        if symbol == "bare":
            return self.bare()
        if symbol in ("clause", "plain"):
            return pick.choice(self.clauses) + "，" * (symbol == "plain")
        if symbol == "real":
            return pick.choice(self.real)
        if symbol == "province":
            return pick.choice(self.provinces)
        if symbol == "brand":
            return "".join(pick.choices(BRAND, k=pick.choice((2, 2, 2, 3)))) if pick.random() < 0.7 else (
                pick.choice(self.common) + pick.choice(self.common))
        ranges = {"dd": (1, 31), "mm": (1, 12), "yy": (1955, 2025)}
        return str(pick.randint(*ranges[symbol])) if symbol in ranges else None

    def name(self, symbol: str) -> str:
        """An invented name: of a person, a town, an organ."""
        text: list[str] = []
        self._expand(symbol, text, [], True)
        return "".join(text)

    def line(self) -> Line:
        """One line and its names, in order."""
        text: list[str] = []
        spans: list[tuple[int, int, str]] = []
        self._expand("line", text, spans, False)
        return "".join(text), spans

    def _expand(self, symbol: str, text: list[str], spans: list[tuple[int, int, str]], inside: bool) -> None:
        begin = sum(map(len, text))
        named = symbol in SPANS and not inside
        word = self.terminal(symbol)
        if word is not None:
            text.append(word)
        else:
            for piece in re.split(r"(\{\w+\})", self.random.choice(self.rules[symbol])):
                if piece.startswith("{"):
                    self._expand(piece[1:-1], text, spans, inside or named)
                else:
                    text.append(piece)
        if named:
            spans.append((begin, sum(map(len, text)), SPANS[symbol]))
