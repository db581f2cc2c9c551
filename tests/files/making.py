"""Files of every kind, made here: small ones, honest and hostile."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form, **more)
    return made.getvalue()


def zipped(members: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    made = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
