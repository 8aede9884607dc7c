"""A part: one of the tables that a file holds, by the place where it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote


@dataclass(frozen=True)
class Part:
    """Which table of a file; what a person chooses from, and what ``read`` is asked for.

    ``member`` is the file in an archive and ``sheet`` the sheet of a workbook, both empty
    where there is none; ``row`` and ``column`` (1-based) where the header begins. These
    four say which part it is; the rest describes it and does not count when two are
    compared. ``rows`` are the data rows, None where they were not counted; ``columns``
    counts the header's cells. ``score`` is 0..1, and ``why`` says where it comes from.
    """

    member: str = ""
    sheet: str = ""
    row: int = 1
    column: int = 1
    rows: int | None = field(default=None, compare=False)
    columns: int = field(default=0, compare=False)
    header: tuple[str, ...] = field(default=(), compare=False)
    hidden: bool = field(default=False, compare=False)
    score: float = field(default=0.0, compare=False)
    why: str = field(default="", compare=False)
    why_en: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """The part as one word, for a form or an address; ``of`` reads it."""
        words = (self.member, self.sheet, str(self.row), str(self.column))
        return "/".join(quote(word, safe="") for word in words)

    @classmethod
    def of(cls, key: str) -> Part:
        """Return the part that a key names. Raises ValueError where it is none."""
        member, sheet, row, column = (unquote(word) for word in key.split("/"))
        return cls(member, sheet, int(row), int(column))

    @property
    def place(self) -> dict[str, str]:
        """Where it is, in the words of both languages: ``place_ja`` and ``place_en``."""
        return {
            "place_ja": "".join(
                (
                    f"ファイル「{self.member}」の" if self.member else "",
                    f"シート「{self.sheet}」の" if self.sheet else "",
                    f"{self.row}行目から始まる表",
                )
            ),
            "place_en": "".join(
                (
                    f"the table that begins in row {self.row}",
                    f" of the sheet “{self.sheet}”" if self.sheet else "",
                    f" of the file “{self.member}”" if self.member else "",
                )
            ),
        }
