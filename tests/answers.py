"""What an answer says, to compare one visit with another."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def body_of(answer: Any) -> bytes:
    """The whole answer; of a PDF, which holds the moment it was made, its words."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).encode()
    return bytes(body)
