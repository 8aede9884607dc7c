"""What a city does next about a measure, in the words of municipal evaluations."""

from __future__ import annotations

from ckanext.kaga.common.named import Named


class NextAction(Named):
    """What happens next with a measure."""

    CONTINUE = "continue", "継続", "continue"
    EXPAND = "expand", "拡充", "expand"
    IMPROVE = "improve", "改善", "improve"
    REVIEW = "review", "見直し", "review"
    COMPLETE = "complete", "完了", "completed"
    MERGE = "merge", "統合", "merge"
    ABOLISH = "abolish", "廃止", "abolish"
