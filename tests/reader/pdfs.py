"""Small PDF files, written out: good ones and those that mean ill."""

import zlib

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(*pages, filter_name="", extra="", catalog=""):
    """Return a PDF of pages, each the bytes of its content stream."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + 2 * len(pages), 2))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
    ]
    for number, content in enumerate(pages):
        objects += [
            f"<</Type/Page/Parent 2 0 R/Resources<</Font<</F {FONT}>>>>/MediaBox[0 0 600 800]"
            f"/Contents {4 + 2 * number} 0 R>>".encode(),
            f"<</Length {len(content)}{filter_name}>>stream\n".encode() + content + b"\nendstream",
        ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + table.encode() + end.encode()


def page_of(text):
    """Return the content of a page with the lines of ``text``."""
    lines = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
    return f"BT /F 11 Tf 50 750 Td 14 TL {lines} ET".encode("cp1252")


def bomb(size):
    """Return a PDF whose one page unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b"0" * 1_000_000) for _ in range(size // 1_000_000))
    return pdf(content + packer.flush(), filter_name="/Filter/FlateDecode")


def endless():
    """Return a PDF whose tree of pages is its own child."""
    return pdf(page_of("x")).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def heavy():
    """Return a PDF of one page that says so much that it is not read to its end in time."""
    return pdf(b"BT /F 11 Tf " + b"(x) Tj 1 0 0 1 3 3 Tm q Q " * 700_000 + b" ET")
