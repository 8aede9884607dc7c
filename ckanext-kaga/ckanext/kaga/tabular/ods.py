"""ODS packages (OpenDocument 1.3): what they hold besides values, and a safe copy."""

from __future__ import annotations

import zipfile
from functools import partial
from typing import IO

from ckanext.kaga.tabular.contents import Contents, Workbook
from ckanext.kaga.tabular.elements import Attributes, Elements, Handler
from ckanext.kaga.tabular.header import Merge
from ckanext.kaga.tabular.places import column_letter
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable
from ckanext.kaga.tabular.zipped import Zipped

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_WANTED = (_MIMETYPE, _MANIFEST, "meta.xml", "styles.xml", "content.xml")
# LibreOffice fills a sheet up to its last row with one repeated blank cell.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# So many spaces in a row are more than any cell may hold.
_LONGEST = 32_767


def copy_ods(zipped: Zipped, target: IO[bytes]) -> Workbook:
    """Go through a package, and write what its values need into ``target``.

    As ``xlsx.copy_xlsx``; raises Unreadable for an encrypted package as well, of which
    only the directory can be read.
    """
    book = _Book(zipped)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in _WANTED:
            if name not in zipped.members:
                continue
            elements = Elements(book.handlers(name))
            book.elements = elements
            blocks = zipped.blocks(name)
            with copy.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                for block in blocks if name == _MIMETYPE else elements.through(blocks):
                    member.write(block)
            book.weigh()
    for contents in book.found.sheets:
        contents.refuse_sparse()
    return book.found


class _Book:
    """The handlers for the elements of a package, all of which fill one ``found``."""

    def __init__(self, zipped: Zipped) -> None:
        self.found = Workbook()
        self.elements = Elements({})
        self._zipped = zipped
        # How often the cell that is open is shown, and where it begins.
        self._times, self._began = 1, 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._row = self._next_row = 0
        self._column = self._next_column = 0
        self._table_column = 0

    def handlers(self, name: str) -> dict[str, Handler]:
        if name == _MANIFEST:
            return {"encryption-data": _refuse_encrypted}
        if name == "meta.xml":
            return {
                "initial-creator": partial(self._on_author, "creator"),
                "creator": partial(self._on_author, "last_modified_by"),
            }
        if name == "content.xml":
            return {
                "style": self._on_style,
                "table-properties": self._on_table_properties,
                "table": self._on_table,
                "table-column": self._on_column,
                "table-row": self._on_row,
                "table-cell": self._on_cell,
                "covered-table-cell": self._on_cell,
                "annotation": self._on_annotation,
                "s": self._on_spaces,
            }
        return {}

    def weigh(self) -> None:
        """Count what was told since the cell began as often as it is shown, and end the cell."""
        if self._times > 1:
            self._zipped.count_shown((self.elements.at - self._began) * (self._times - 1))
            self._times = 1

    def _on_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "")

    def _on_table_properties(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _on_table(self, attributes: Attributes) -> None:
        hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self.found.sheets.append(Contents(attributes.get("table:name", ""), hidden))
        self._next_row, self._table_column = 1, 1

    def _on_column(self, attributes: Attributes) -> None:
        count = _count(attributes, "table:number-columns-repeated", _LAST_COLUMN)
        if attributes.get("table:visibility", "visible") != "visible":
            columns = range(self._table_column, self._table_column + count)
            self._sheet.hidden_columns.update(
                column for column in columns if column <= _LAST_COLUMN
            )
        self._table_column += count

    def _on_row(self, attributes: Attributes) -> None:
        self.weigh()
        count = _count(attributes, "table:number-rows-repeated", _LAST_ROW)
        self._row, self._next_row = self._next_row, self._next_row + count
        self._next_column = 1
        if attributes.get("table:visibility", "visible") != "visible":
            self._sheet.hidden_rows.extend(range(self._row, min(self._next_row, _LAST_ROW + 1)))

    def _on_cell(self, attributes: Attributes) -> None:
        self.weigh()
        count = _count(attributes, "table:number-columns-repeated", _LAST_COLUMN)
        self._column, self._next_column = self._next_column, self._next_column + count
        sheet = self._sheet
        if "office:value-type" in attributes:
            rows = self._next_row - self._row
            sheet.fill(self._next_row - 1, self._next_column - 1, rows * count)
            self._times, self._began = rows * count, self.elements.at
        if "table:formula" in attributes:
            sheet.formulas += 1
            sheet.formula = sheet.formula or self._place
        rows = _count(attributes, "table:number-rows-spanned", _LAST_ROW)
        columns = _count(attributes, "table:number-columns-spanned", _LAST_COLUMN)
        if rows > 1 or columns > 1:
            last = self._row + rows - 1, self._column + columns - 1
            sheet.merges.append(Merge(self._row, self._column, *last))

    def _on_spaces(self, attributes: Attributes) -> None:
        self._zipped.count_shown(_count(attributes, "text:c", _LONGEST) * self._times)

    def _on_annotation(self, _attributes: Attributes) -> None:
        self.found.comments.append(self._place)

    @property
    def _place(self) -> str:
        return f"{column_letter(self._column - 1)}{self._row}"

    @property
    def _sheet(self) -> Contents:
        if not self.found.sheets:
            raise Unreadable(r.DAMAGED.finding())
        return self.found.sheets[-1]

    def _on_author(self, role: str, _attributes: Attributes) -> None:
        self.elements.listen(partial(self._author, role))

    def _author(self, role: str, name: str) -> None:
        if name.strip():
            self.found.authors.append(role)


def _count(attributes: Attributes, name: str, most: int) -> int:
    text = attributes.get(name, "1")
    if not text.isdecimal() or len(text) > len(str(most)) or int(text) > most:
        raise Unreadable(r.DAMAGED.finding())
    return int(text)


def _refuse_encrypted(_attributes: Attributes) -> None:
    raise Unreadable(r.ENCRYPTED.finding())
