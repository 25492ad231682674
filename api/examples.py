"""Examples for the OpenAPI document: what a cell of each type looks like, and a whole answer made of them."""

from graph.catalogue.definition import Asked, Column, Parameter
from ontology.schema import schema

BUILD = "20261121T093614000000-3f9a1c2b7d10"

CURSOR = "MjAyNjExMjFUMDkzNjE0MDAwMDAwLTNmOWExYzJiN2QxMDo1MDA6OWY4NmQwODE4ODRj"
SENTENCE = "（二）快速崛起地区：四川、湖北等。"

THINGS = {
    "ApplicationMode": ("mode/data-equipment-management", "数据用于设备管理优化"),
    "Concept": ("topic/5g-ii", "5G+工业互联网"),
    "DevelopmentPath": ("path/institutional", "制度创新——一体发展"),
    "Document": ("document/003", "中国工业互联网产业发展"),
    "Enterprise": ("enterprise/baotou-steel", "包头钢铁（集团）有限责任公司"),
    "EvaluationDimension": ("dimension/application", "融合应用发展"),
    "Event": ("event/2020-5g-ii-conference", "2020中国5G+工业互联网大会"),
    "Facility": ("facility/3in-innovation-centre", "“3IN”创新中心"),
    "GovernmentBody": ("org/cac", "中央网络安全和信息化委员会办公室"),
    "Indicator": ("indicator/5g-base-stations", "5G基站数"),
    "Industry": ("industry/aerospace", "航空航天"),
    "Measure": ("measure/110000-construction-identifier", "北京标识解析建设"),
    "Organisation": ("org/caict", "中国信息通信研究院"),
    "Platform": ("platform/chengdu-chongqing-network-test", "成渝网络测试验证平台"),
    "Policy": ("policy/14fyp", "“十四五”规划"),
    "Population": ("population/above-scale-industrial-enterprises", "规模以上工业企业"),
    "Programme": ("programme/512", "“5G+工业互联网”512工程"),
    "Project": ("project/baotou-5g-smart-mine", "包钢5G智慧矿山项目"),
    "Publication": ("publication/2020-aii-financing-report", "中国工业互联网投融资报告（2020年）"),
    "Region": ("region/370000", "山东省"),
    "RegionGroup": ("group/002-emerging", "《21世纪经济报道》所列“孕育起步”地区"),
    "Scenario": ("scenario/5g-agv", "5G+AGV"),
    "Technology": ("technology/5g", "5G"),
    "Tier": ("tier/leading", "示范引领"),
    "TierScheme": ("tier-scheme/aii-2021", "四种发展形态（2021年评估报告）"),
    "Topic": ("topic/5g-ii", "5G+工业互联网"),
    "Unit": ("unit/ci", "次"),
}
ANY = "Region"  # of classes that are not there: whatever a thing looks like
PLAIN: dict[str, object] = {
    "text": "actual",
    "period": "2020",
    "number": "3.3",
    "date": "2021-12-31",
    "integer": 12,
    "boolean": True,
    "property": {"id": "inTier", "label": "所属梯队"},
    "Passage": "003-25930-25932",
    "Claim": "003-c0001",
}
CLAIM = {
    "id": "003-c0001", "document": "003", "quote": "四川", "start": 25930, "end": 25932,
    "passage": "passage/003-25930-25932", "status": "actual", "via": "publication/2021-aii-report",
    "sentence": SENTENCE,
    "context": [{"role": "object", "quote": "（二）快速崛起地区", "start": 25877, "end": 25886, "sentence": SENTENCE}],
}  # fmt: skip


def thing(cls: str) -> dict[str, object]:
    """A thing of a class, or else of one below it."""
    below = (name for name in THINGS if name in schema().classes and schema().is_a(name, cls))
    key, label = THINGS.get(cls) or THINGS[next(below, ANY)]
    return {"id": key, "label": label}


def cell(column: Column) -> object:
    """What a cell of a column looks like."""
    one = PLAIN[column.type] if column.type in PLAIN else thing(column.type)
    return [one] if column.many else one


def answer(asked: Asked) -> dict[str, object]:
    """An answer of one row: its shape is right, what it says is not."""
    return {
        "question": asked.name,
        "title": asked.definition.title.zh,
        "build": BUILD,
        "parameters": {p.name: [_given(p)] for p in asked.parameters.values() if p.required},
        "columns": [{"name": c.name, "type": c.type, "many": c.many, "title": c.title.zh} for c in asked.visible],
        "total": 82,
        "rows": [{column.name: cell(column) for column in asked.visible} | {"claims": [CLAIM]}],
        "next": CURSOR,
    }


def _given(parameter: Parameter) -> object:
    if parameter.type == "integer":
        return int(parameter.example)
    return thing(parameter.cls) if parameter.cls and parameter.cls in THINGS else parameter.example
