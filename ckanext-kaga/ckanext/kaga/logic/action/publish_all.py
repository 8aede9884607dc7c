"""The action that takes a ZIP of many tables, each of them as a file of its own."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict
from werkzeug.datastructures import FileStorage

from ckanext.kaga import tabular, uploads
from ckanext.kaga.logic.schema.publish import one_file
from ckanext.kaga.shared.errors import sentences

__all__ = ["kaga_publish_all"]


@validate(one_file)
def kaga_publish_all(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take each table of a ZIP, or the one file that it is, as ``kaga_publish`` takes a file.

    What is refused does not keep the others from being taken.

    :param upload: the ZIP (multipart), of at most 50 tables
    :param owner_org: as of ``kaga_publish``
    :param known: as of ``kaga_publish``
    :param taken: as of ``kaga_publish``; no table replaces another of the same ZIP
    :returns: ``files``, in the order of the ZIP: each with ``file``, its name, and what
        ``kaga_publish`` gives, or ``error`` (the field, and the sentences that say why it was
        refused)
    :raises ValidationError: nothing was taken
    """
    tk.check_access("kaga_publish_all", context, data_dict)
    upload = data_dict.pop("upload")
    if not isinstance(upload, FileStorage):
        raise tk.ValidationError({"upload": [tk._("Choose a table: CSV, Excel, ODS or ZIP.")]})
    files: list[dict[str, Any]] = []
    try:
        for one in uploads.unpacked(upload, tabular.Limits(members=uploads.MOST)):
            files.append(_take(context, data_dict, one))
            if "resource_id" in files[-1]:
                data_dict["taken"] = [*data_dict["taken"], files[-1]["resource_id"]]
    except tk.ValidationError as error:
        files.append({"file": upload.filename, "error": error.error_dict})
    if not any("resource_id" in file for file in files):
        said = (sentences(tk.ValidationError(file["error"])) for file in files)
        why = [f"{file['file']}: {text}" for file, text in zip(files, said, strict=True)]
        raise tk.ValidationError({"upload": why})
    return {"files": files}


def _take(context: Context, given: DataDict, file: FileStorage) -> dict[str, Any]:
    name = file.filename
    try:
        taken = tk.get_action("kaga_publish")(dict(context), {**given, "upload": file})
    except tk.ValidationError as error:
        return {"file": name, "error": error.error_dict}
    return {"file": name, **taken}
