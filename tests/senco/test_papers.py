"""Files that people send: what is kept and what is refused, by content; names; words; the virus scanner."""

import io
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco.papers import Refused, clamav, kinds, reader, reading
from senco.papers.kinds import KINDS, look_at
from senco.papers.names import LONGEST, clean_name, title_of
from senco.papers.zips import BOMB, MACROS, PLAIN_ZIP
from tests import papers_made as made

SOUND = {
    "pdf": made.pdf("Report"),
    "docx": made.docx("Report"),
    "xlsx": made.xlsx("Name", "Age"),
    "odt": made.odt("Report"),
    "txt": "Naïve reader".encode("cp1252"),
    "csv": "name,age\nMaisie,9\n".encode("utf-16"),
    "png": made.png(),
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0",
}
HOSTILE = {
    "empty": (b"", "a.pdf", kinds.EMPTY),
    "a Word file called PDF": (made.docx("x"), "report.pdf", "Its name ends in .pdf"),
    "a program called PDF": (b"MZ\x90\0", "report.pdf", "This is a program"),
    "a program for Linux": (b"\x7fELF\2", "report.txt", "This is a program"),
    "rubbish called PDF": (b"\0\1\2\3", "report.pdf", kinds.UNKNOWN),
    "a Word file with macros": (made.with_macro(), "report.docx", MACROS),
    "macros named otherwise": (made.docx("x", word__VBAPROJECT_dot_BIN=b"x"), "report.docx", MACROS),
    "macros that only the list of parts names": (
        made.zipped(
            {
                "[Content_Types].xml": made.CONTENT_TYPES.format("application/vnd.ms-word.document.macroEnabled"),
                "word/document.xml": "<x/>",
            }
        ),
        "report.docx",
        MACROS,
    ),
    "a macro file inside": (made.docx("x", word__embeddings__a_dot_xlsm=b"x"), "report.docx", MACROS),
    "an old Word file with macros": (made.old_office("Macros", "_VBA_PROJECT"), "report.doc", MACROS),
    "an old Word file": (made.old_office("WordDocument"), "report.doc", kinds.OLD_OFFICE),
    "an old Word file called docx": (made.old_office("WordDocument"), "report.docx", kinds.OLD_OFFICE),
    "a bomb": (made.bomb(), "report.docx", BOMB),
    "a crowd of parts": (made.crowded(), "report.docx", BOMB),
    "a ZIP archive": (made.zipped({"a.txt": "x"}), "papers.zip", PLAIN_ZIP),
    "a drawing with a script": (b"<svg xmlns='x'><script>alert(1)</script></svg>", "plan.svg", kinds.WEB_PAGE),
    "a drawing with a script called text": (b"\n <SVG><script>x</script>", "plan.txt", kinds.WEB_PAGE),
    "a web page": (b"<!DOCTYPE html><script>x</script>", "plan.html", kinds.WEB_PAGE),
    "a web page called PDF": (b"<html><body>", "plan.pdf", kinds.WEB_PAGE),
    "Rich Text": (b"{\\rtf1 \\object}", "letter.rtf", "Rich Text"),
    "a torn ZIP": (made.docx("x")[:200], "report.docx", "damaged"),
    "a mail": (b"Received: from x\r\n\r\nHello", "letter.eml", "Its name ends in .eml"),
}


def looked(content: bytes, name: str) -> kinds.Looked:
    return look_at(io.BytesIO(content), len(content), name)


@pytest.mark.parametrize("ending", SOUND)
def test_a_sound_file_is_known_by_its_content_with_and_without_its_ending(ending: str) -> None:
    assert ending in looked(SOUND[ending], f"report.{ending}").kind.endings
    assert looked(SOUND[ending], "report") == looked(SOUND[ending], f"REPORT.{ending.upper()}")


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_wrong_file_is_refused_with_one_sentence_that_says_why(what: str) -> None:
    content, name, words = HOSTILE[what]
    with pytest.raises(Refused) as refused:
        looked(content, name)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("one", SOUND)
@pytest.mark.parametrize("other", KINDS)
def test_no_kind_passes_under_the_name_of_another(one: str, other: str) -> None:
    for ending in KINDS[other].endings:
        if ending in looked(SOUND[one], "x").kind.endings:
            continue
        with pytest.raises(Refused, match="Its name ends in"):
            looked(SOUND[one], f"x.{ending}")


def test_a_file_above_fifty_megabytes_is_refused_without_being_read() -> None:
    with pytest.raises(Refused, match="larger than 50 MB"):
        look_at(io.BytesIO(b"%PDF-"), kinds.MOST_BYTES + 1, "a.pdf")


def test_an_archive_that_lies_about_how_many_parts_it_has_is_not_listed() -> None:
    torn = bytearray(made.docx("x"))
    at = torn.rfind(b"PK\x05\x06")
    torn[at + 12 : at + 16] = struct.pack("<I", 0xFFFFFFFF)
    with pytest.raises(Refused, match="unpack to far more"):
        looked(bytes(torn), "a.docx")


def test_a_word_file_with_a_password_is_taken_and_known_to_have_one() -> None:
    assert looked(made.old_office("EncryptedPackage"), "a.docx").is_locked
    assert not looked(made.docx("x"), "a.docx").is_locked


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Report.pdf", "Report.pdf"),
        ("/a/b/Report v2.pdf", "Report v2.pdf"),
        ("Re\0port.pdf", "Report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  .hidden  ", "hidden"),
        ("", "Paper"),
        ("..", "Paper"),
        ('a<b>"c|d?.pdf', "a b c d.pdf"),
        ("Zoe\u0308.pdf", "Zoë.pdf"),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_fit_to_show(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_or_hides_anything(sent: str) -> None:
    name = clean_name(sent)
    assert 0 < len(name) <= LONGEST and not set(name) & set('/\\\0<>:"|?*\n\r')
    assert clean_name(name) == name and not name.startswith(".")


def test_a_title_is_the_name_without_its_ending() -> None:
    assert title_of("EP_report  2026.final.pdf") == "EP report 2026.final"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", made.pdf("Hears with her left ear")),
        ("docx", made.docx("Hears with", "her left ear")),
        ("odt", made.odt("Hears with", "her left ear")),
        ("xlsx", made.xlsx("Hears with", "her left ear")),
        ("txt", "\ufeffHears with her left ear".encode()),
        ("txt", "Hears with her left ear".encode("utf-16")),
    ],
)
def test_the_words_of_each_kind_are_drawn_out(kind: str, content: bytes) -> None:
    found = reading.words_of(io.BytesIO(content), kind)
    assert " ".join(found.text.split()) == "Hears with her left ear"
    assert found.pages == (1 if kind == "pdf" else None) and not found.is_cut and not found.is_locked


def test_pages_of_a_pdf_are_kept_apart() -> None:
    found = reading.words_of(io.BytesIO(made.pdf("First", "Second")), "pdf")
    assert found.text.split("\f") == ["First", "Second"] and found.pages == 2


def test_a_pdf_of_ten_thousand_pages_is_read_within_bounds_and_says_that_it_was_cut() -> None:
    found = reading.words_of(io.BytesIO(made.pdf("Only this", pages_in_all=10_000)), "pdf")
    assert found.pages == 10_000 and found.is_cut and found.text.strip() == "Only this"


def test_a_pdf_with_a_password_says_so_and_one_that_only_forbids_printing_is_read() -> None:
    assert reading.words_of(io.BytesIO(made.locked_pdf("secret")), "pdf").is_locked
    found = reading.words_of(io.BytesIO(made.locked_pdf("read me", password="")), "pdf")
    assert found.text.strip() == "read me" and not found.is_locked


def test_a_file_of_a_million_words_is_cut() -> None:
    found = reading.words_of(io.BytesIO(b"word " * 1_000_000), "txt")
    assert found.is_cut and len(found.text) == 400_000


@pytest.mark.parametrize("content", [b"%PDF-1.4 torn", b"", b"%PDF-1.7\n" + b"[" * 100_000], ids=["torn", "", "deep"])
def test_a_damaged_file_ends_its_reader_and_nothing_else(content: bytes) -> None:
    with pytest.raises(reading.Unreadable):
        reading.words_of(io.BytesIO(content), "pdf")


def test_entities_in_a_word_file_are_not_spelt_out() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = {"[Content_Types].xml": "<x/>", "word/document.xml": f"{laughs}<w><t>&b;</t></w>"}
    with pytest.raises(reading.Unreadable):
        reading.words_of(io.BytesIO(made.zipped(parts)), "docx")


def test_a_file_that_takes_too_long_ends_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    content = made.zipped({"word/document.xml": "<w>" + "<t>" * 3_000_000})
    with pytest.raises(reading.Unreadable, match="timed out"):
        reading.words_of(io.BytesIO(content), "docx")


@pytest.mark.parametrize(
    "greed", ["bytearray(2 << 30)", "__import__('tempfile').TemporaryFile().write(b'x' * (8 << 20))"]
)
def test_a_reader_may_neither_grow_nor_write_without_end(greed: str) -> None:
    code = f"import runpy; runpy.run_path({reader.__file__!r})['hold_back'](); {greed}"
    ended = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True)
    assert ended.returncode != 0


# The scanner ------------------------------------------------------------------------------------------------------


class Clamd(threading.Thread):
    """A scanner on this machine that knows one virus, and can be told what else to say."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.says = ""
        self.seen: list[bytes] = []
        self.start()

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as asked:
                assert asked.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", asked.read(4))[0]:
                    content += asked.read(size)
                self.seen.append(content)
                verdict = "Eicar-Test-Signature FOUND" if made.EICAR.encode() in content else "OK"
                connection.sendall((self.says or f"stream: {verdict}").encode() + b"\0")

    def stop(self) -> None:
        self.socket.close()


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    scanner = Clamd()
    settings.CLAMAV_HOST, settings.CLAMAV_PORT, settings.CLAMAV_SECONDS = "127.0.0.1", scanner.port, 5
    yield scanner
    scanner.stop()


def test_the_scanner_is_sent_the_whole_file_and_believed(clamd: Clamd) -> None:
    content = b"x" * 200_000
    assert clamav.virus_in(io.BytesIO(content)) == ""
    assert clamd.seen == [content]
    assert clamav.virus_in(io.BytesIO(made.EICAR.encode())) == "Eicar-Test-Signature"


@pytest.mark.parametrize("said", ["INSTREAM size limit exceeded. ERROR", "", "UNKNOWN COMMAND", "stream: "])
def test_an_answer_that_says_neither_is_no_answer(clamd: Clamd, said: str) -> None:
    clamd.says = said or "\0"
    with pytest.raises(clamav.ScannerDown):
        clamav.virus_in(io.BytesIO(b"x"))


def test_a_scanner_that_is_not_there_is_down(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.CLAMAV_HOST, settings.CLAMAV_PORT = "127.0.0.1", port
    with pytest.raises(clamav.ScannerDown):
        clamav.virus_in(io.BytesIO(b"x"))
