"""The reports and clean files of the real samples, as files that people have read.

After a deliberate change: ``KAGA_WRITE_GOLDEN=1 ./kaga test fast -k golden``, and read the diff.
"""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from ckanext.kaga import standards, tabular

SAMPLES = Path(__file__).parents[1] / "samples"
GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(SAMPLES.glob("[0-9]*.csv"))


def same(path: Path, data: bytes) -> bool:
    """Whether the golden file has this content; write it first where that is asked for."""
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        path.write_bytes(data)
    return path.read_bytes() == data


def best(path: Path) -> tuple[tabular.Table, standards.Match]:
    """A real file and the standard it follows."""
    table = tabular.read(path)
    return table, standards.detect(table.header, standards.registry())[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_report_of_a_real_file(path: Path) -> None:
    report = tabular.check(*best(path)).as_dict()
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    assert same(GOLDEN / f"{path.stem}.json", text.encode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_clean_file_of_a_real_file(path: Path) -> None:
    stream = io.BytesIO()
    tabular.write_csv(tabular.clean(*best(path)), stream)
    assert same(GOLDEN / path.name, stream.getvalue())
