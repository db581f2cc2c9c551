"""The kinds of file that are taken, and those that are not. Knows no file."""

TAKEN: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/heic": (".heic", ".heif"),
    "image/tiff": (".tiff", ".tif"),
    "text/plain": (".txt", ".csv", ".md", ".log"),
    "application/rtf": (".rtf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
}
PICTURES = {kind for kind in TAKEN if kind.startswith("image/")}
# Shown in the page; everything else is only ever saved.
SHOWN = PICTURES - {"image/heic", "image/tiff"} | {"application/pdf"}


class Unacceptable(Exception):
    """What a file holds is not taken. The code is that of a refusal (refusals.py)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
