"""Where papers lie: a folder of one's own, or any S3, by the environment alone."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from senco.settings import documents_storage


class Bucket(http.server.BaseHTTPRequestHandler):
    """As much of S3 as keeps, gives and deletes one object at a time."""

    kept: dict[str, bytes] = {}
    asked: list[tuple[str, str, dict[str, str]]] = []

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _note(self) -> str:
        path = self.path.split("?")[0]
        self.asked.append((self.command, path, {name.lower(): value for name, value in self.headers.items()}))
        return path

    def do_PUT(self) -> None:
        path, body = self._note(), self._body()
        self.kept[path] = body
        self._answer(200)

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Content-Encoding", "") and self.headers.get("Content-Length"):
            return self.rfile.read(int(self.headers["Content-Length"]))
        return self._pieces()

    def _pieces(self) -> bytes:
        """What comes in pieces: each begins with its size in sixteens; the last has none. Then what is said of all."""
        content = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return content

    def do_GET(self) -> None:
        path = self._note()
        self._answer(200, self.kept[path]) if path in self.kept else self._answer(404)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.kept.pop(self._note(), None)
        self._answer(204)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def bucket() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    Bucket.kept, Bucket.asked = {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_without_a_bucket_papers_lie_in_a_folder_that_nobody_else_reads(monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.delenv("DOCUMENTS_S3_BUCKET", raising=False)
    monkeypatch.setenv("DOCUMENTS_DIR", str(tmp_path / "documents"))
    options = documents_storage()["OPTIONS"]
    assert options["location"] == str(tmp_path / "documents")
    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (0o600, 0o700)


def test_a_named_bucket_keeps_them_instead_private_and_sealed(bucket: str, monkeypatch: Any, settings: Any) -> None:
    for name, value in {
        "DOCUMENTS_S3_BUCKET": "papers",
        "DOCUMENTS_S3_ENDPOINT": bucket,
        "DOCUMENTS_S3_REGION": "eu-west-2",
        "DOCUMENTS_S3_ENCRYPTION": "AES256",
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "something",
    }.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "documents": documents_storage()}
    storage = storages["documents"]
    name = storage.save("7/abc", ContentFile(b"%PDF-1.4 words"))
    assert list(Bucket.kept.values()) == [b"%PDF-1.4 words"] and name == "7/abc"
    sent = next(headers for method, _, headers in Bucket.asked if method == "PUT")
    assert "x-amz-acl" not in sent and sent["x-amz-server-side-encryption"] == "AES256"
    assert sent["authorization"].startswith("AWS4-HMAC-SHA256")
    with storage.open(name) as file:
        assert b"".join(file.chunks()) == b"%PDF-1.4 words"
    storage.delete(name)
    assert not Bucket.kept and not storage.exists(name)
    with pytest.raises(FileNotFoundError):
        storage.open(name)
