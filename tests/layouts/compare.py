"""Compares two pictures; small differences at the edges of letters do not count."""

from io import BytesIO

from PIL import Image, ImageChops

#: Pictures are kept in this share of their size, as WebP of this quality: about 25 kB each.
SCALE, QUALITY = 0.6, 85
#: How far a pixel may be from what it was (of 255: a pale green is 33 from a pale red), and how
#: many of a picture's may be farther (of all): a word that changed, or a line that moved, is more.
VISIBLE, TOLERANCE = 20, 0.0002


def encoded(picture: Image.Image) -> bytes:
    """Return a picture of a window in the format in which it is kept."""
    size = (round(picture.width * SCALE), round(picture.height * SCALE))
    buffer = BytesIO()
    smaller = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    smaller.save(buffer, "WEBP", quality=QUALITY, method=6)
    return buffer.getvalue()


def decoded(kept: bytes) -> Image.Image:
    return Image.open(BytesIO(kept)).convert("RGB")


def difference(before: Image.Image, after: Image.Image) -> float:
    """Return the share of pixels that visibly differ, 0 to 1; 1 for different sizes."""
    if before.size != after.size:
        return 1.0
    return sum(_differing(before, after).histogram()[1:]) / (before.width * before.height)


def marked(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return both side by side, with differences in red in the second one."""
    both = Image.new("RGB", (before.width + after.width, max(before.height, after.height)))
    both.paste(before, (0, 0))
    both.paste(after, (before.width, 0))
    if before.size == after.size:
        both.paste((255, 0, 0), (before.width, 0), _differing(before, after))
    return both


def _differing(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where a channel is farther than VISIBLE, black elsewhere."""
    red, green, blue = ImageChops.difference(before, after).split()
    farthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return farthest.point(lambda value: 255 if value > VISIBLE else 0)
