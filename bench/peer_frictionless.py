"""The peer of bench.check, run by the peers' Python: frictionless checks a file when asked.

``python -m bench.peer_frictionless FILE``. Each line of input asks for one check, each line of
output is the number of errors found, all of them listed with their messages.
"""

from __future__ import annotations

import sys

from frictionless import Resource, Schema, system

SCHEMA = {
    "fields": [
        {"name": "コード", "type": "string", "constraints": {"pattern": "[0-9]{6}"}},
        {"name": "名称", "type": "string", "constraints": {"required": True}},
        {"name": "緯度", "type": "number", "constraints": {"minimum": 20, "maximum": 46}},
        {"name": "経度", "type": "number", "constraints": {"minimum": 122, "maximum": 154}},
        {"name": "設置日", "type": "date"},
        {"name": "基数", "type": "integer"},
        {"name": "車椅子", "type": "string", "constraints": {"enum": ["有", "無"]}},
        {"name": "備考", "type": "string"},
    ]
}


def errors(path: str) -> int:
    """Check the file and return how many errors were found."""
    resource = Resource(
        path=path, schema=Schema.from_descriptor(SCHEMA), format="csv", encoding="utf-8"
    )
    with system.use_context(trusted=True):
        report = resource.validate(limit_errors=1_000_000_000)
    return sum(bool(error.message) for task in report.tasks for error in task.errors)


if __name__ == "__main__":
    for _ in sys.stdin:
        print(errors(sys.argv[1]), flush=True)
