"""What the portal's answers tell a browser not to do."""

from __future__ import annotations

# Scripts, styles and everything else come as files of this portal; nothing stands in the page.
# Pictures may also be data: Bootstrap's style sheet holds its arrows and ticks that way.
PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
# For what is no page of ours, uploads above all: opened by itself it may not run or load anything.
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"
# For a small page that any other site may put into a frame: it runs nothing and sends nothing.
EMBED_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    )
)

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# For a page that asks the device, and nobody else, where it is.
POSITION_POLICY = COMMON["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")
# What everybody may read without an account, a page of another site may read, too: a browser asks
# for it without the cookies of whoever looks.
FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Range, ETag",
}
YEAR = 365 * 24 * 3600  # seconds

# Types that a browser shows and that cannot run anything
HARMLESS = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})


def for_answer(*, is_page: bool, is_https: bool) -> dict[str, str]:
    """Return the headers of an answer.

    ``is_page`` is true for HTML that this portal's own templates made. ``is_https`` is whether the
    public reaches the portal by https; only then may it promise so (RFC 6797).
    """
    headers = {**COMMON, "Content-Security-Policy": PAGE_POLICY if is_page else FILE_POLICY}
    if is_https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return headers


def must_download(mime_type: str, disposition: str) -> bool:
    """Tell whether a file of a user must be saved and not shown.

    ``disposition`` is the answer's Content-Disposition as it stands, "" for none. What CKAN is
    configured to show (``ckan.files.inline_content_types``) is shown if it cannot run anything.
    """
    return not disposition.startswith("attachment") and mime_type not in HARMLESS
