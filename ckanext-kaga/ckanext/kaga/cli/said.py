"""A report in the words and lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ckanext.kaga import standards, tabular

_SEVERITY: dict[tabular.Severity, str] = {
    "error": "エラー",
    "warning": "警告",
    "notice": "お知らせ",
}

_CONFIDENCE: dict[tabular.Confidence, str] = {
    "safe": "確実",
    "likely": "おそらく",
    "ask": "要確認",
}


def about_file(report: tabular.Report, fit: standards.Match | None) -> Iterator[str]:
    """Say which standard the file was read as, and what it holds."""
    if fit:
        yield f"標準：{fit.standard.name_ja}（{fit.standard.standard}、{fit.standard.key}）"
    if report.encoding:
        yield f"文字コード：{report.encoding}　{report.rows:,}行×{report.columns}列"


def findings(found: Iterable[tabular.Finding]) -> Iterator[str]:
    """Say each finding in a line, with the repair that is proposed."""
    for finding in found:
        yield f"[{_SEVERITY[finding.severity]}] {finding.rule}　{finding.message}" + _repair(
            finding
        )


def _repair(finding: tabular.Finding) -> str:
    if not finding.repair:
        return ""
    new, sure = finding.repair["new"], _CONFIDENCE[finding.repair["confidence"]]
    return f"【修正案：{f'「{new}」' if new else '空欄にする'}（{sure}）】"


def counts(report: tabular.Report) -> str:
    """Say how many findings there are."""
    if not report.findings:
        return "指摘はありません。"
    total = report.counts()
    return "、".join(f"{name}{total[severity]:,}件" for severity, name in _SEVERITY.items())
