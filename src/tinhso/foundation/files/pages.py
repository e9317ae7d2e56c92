"""How do the photographed pages of one paper become one document? Each picture is a page, as it was taken.

The pictures are JPEGs that this house drew itself (`pictures`), so nothing foreign goes into the document.
No Django here.
"""

import io
from collections.abc import Sequence

import pikepdf
from PIL import Image

A4 = (595.276, 841.89)
"""Points, ISO 216."""


def joined(pages: Sequence[bytes]) -> bytes:
    """This will make a PDF of JPEGs, one a page, in their order: A4 upright or across, the picture whole."""
    made = pikepdf.new()
    for jpeg in pages:
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            width, height, grey = picture.width, picture.height, picture.mode == "L"
        paper = A4 if height >= width else (A4[1], A4[0])
        scale = min(paper[0] / width, paper[1] / height)
        wide, high = width * scale, height * scale
        left, low = (paper[0] - wide) / 2, (paper[1] - high) / 2
        image = made.make_stream(
            jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
            ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        drawn = f"q {wide:.3f} 0 0 {high:.3f} {left:.3f} {low:.3f} cm /Page Do Q".encode()
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, *paper], Contents=made.make_stream(drawn),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=image)),
        )  # fmt: skip
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()
