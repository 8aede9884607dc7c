"""A camera as staff fill it in: what is typed, step by step, beside what the template has."""

from __future__ import annotations

NEW = {"template": "camera", "title_ja": "駅前広場の防犯カメラ（例）"}
STEPS: dict[str, dict[str, str]] = {
    "start": {"status": "in_use"},
    "who": {"controller.desk_name": "危機対策課"},
    "what": {"items[0].identifiability": "identifiable"},
    "why": {
        "purpose_ja": "駅前広場での犯罪を防ぎ、事件のときに状況を確かめるため",
        "purpose_terms[0]": "ProtectionOfPublicSecurity",
    },
    "ground": {
        "bases[0].code": "A61-1",
        "bases[0].law_name": "加賀市安全・安心なまちづくり条例（例）",
        "bases[0].article": "第5条第1項",
    },
    "keep": {
        "storages[0].period_value": "14",
        "storages[0].period_unit": "day",
        "review_date": "",  # the test fills in a day that lies ahead
    },
    "give": {"to_whom_ja": "提供しない"},
    "stop": {
        "stop_impossible_ja": "通る人を一人ずつ見分けて除くことができないためです。",
        "remaining_route_ja": "南側の通路はカメラに写りません。",
        "complaint_desk.phone": "0761-00-0002",
    },
}
FILLED_IN = len(NEW) + sum(map(len, STEPS.values()))
"""How many fields staff fill in for a camera that passes the gate."""
