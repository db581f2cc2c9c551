"""In a process of its own (child.py): a small JPEG of a picture.

Upright as it was taken; without anything else that came with it (place, date, camera).
"""

from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps

from files import child

SIDE = 1_600
PIXELS_MOST = 100_000_000
SECONDS = 20
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIF"]


def main(path: Path, preview: Path) -> None:
    child.bind(memory=1_536, seconds=SECONDS, written=8)
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # ours is looked at first, and refuses
    with Image.open(path, formats=FORMATS) as image:
        if image.width * image.height > PIXELS_MOST:
            return child.say(refused="bomb")
        small = drawn(image)
    small.save(preview, "JPEG", quality=82, optimize=True)
    return child.say(width=small.width, height=small.height)


def drawn(image: Image.Image) -> Image.Image:
    image.draft("RGB", (SIDE, SIDE))  # a JPEG is read no larger than it has to be
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((SIDE, SIDE))
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        clear = upright.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        upright = Image.alpha_composite(paper, clear)
    # A new picture: nothing is carried over but its points.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    return bare
