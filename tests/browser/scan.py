"""A phone before a sign on the street."""

from __future__ import annotations

import pypdfium2
import requests
import zxingcpp

from stack.home import Home


def scanned(home: Home, use: str) -> str:
    """What a phone reads from the printed A6 sign of a demonstration device."""
    listed = requests.get(
        f"{home.url}/api/3/action/kagaconsent_sign_list", params={"data_use": use}, timeout=30
    )
    code = listed.json()["result"]["results"][0]["code"]
    printed = requests.get(f"{home.url}/register/{use}/signs/{code}-a6.pdf", timeout=60)
    picture = pypdfium2.PdfDocument(printed.content)[0].render(scale=3).to_pil()
    return str(zxingcpp.read_barcodes(picture)[0].text)
