"""Papers about a pupil: reports, letters, plans, advice, each with its versions and its words."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, GeneratedField, IntegerField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Greatest, Length, Lower, Replace, StrIndex, Substr

from pupils.models import Pupil
from pupils.models.pupils import PupilRowQuerySet
from pupils.names import LAST
from senco.confidential import Confidential, ConfidentialRows
from senco.papers.kinds import KINDS, FileKind
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track

ENGLISH = "english"
BEFORE, AFTER = 2_000, 6_000
"""Characters round the first word found, out of which an excerpt is made: not a whole plan for one sentence."""
MARK, UNMARK = "\x02", "\x03"
"""Stand round each word found, until a page puts marks there. No kept text holds them."""


class DocumentQuerySet(ConfidentialRows, PupilRowQuerySet):
    def visible_to(
        self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD, *, removed: bool = False
    ) -> Self:
        """Those who see the pupil's SEN record; of a confined one its holders alone. With `removed` what can be
        brought back, else none that was taken away."""
        return super().visible_to(member, permission).open_to(member).filter(removed_at__isnull=not removed)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def unconfined(self) -> Self:
        return self.filter(confined_to=[])

    def with_pupil(self) -> Self:
        return self.select_related("pupil")

    def in_a_list(self) -> Self:
        """With the version that is shown, as `shown[0]`. One query more."""
        shown = models.Prefetch("versions", DocumentVersion.objects.shown(), to_attr="shown")
        return self.select_related("added_by").prefetch_related(shown)

    def with_file_names(self) -> Self:
        """Adds `file_names`, of every version. No query more."""
        versions = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("number")
        return self.annotate(file_names=ArraySubquery(versions.values("file_name")))

    def with_versions(self) -> Self:
        """Every version, the latest first. One query more."""
        return self.select_related("added_by").prefetch_related(
            models.Prefetch("versions", DocumentVersion.objects.select_related("sent_by").order_by("-number"))
        )

    def same_content(self, pupil: Any, digest: str) -> Self:
        """Papers of this pupil that show just this content."""
        same = DocumentVersion.objects.shown().filter(digest=digest, school=pupil.school_id)
        return self.filter(pupil=pupil, pk__in=same.values("document"))

    def titled(self, words: Iterable[str]) -> Self:
        """With a word in the title that begins so, for each of these folded words: a range of the index."""
        found = self
        for word in words:
            within = DocumentTitleWord.objects.filter(word__gte=word, word__lt=word + LAST)
            found = found.filter(pk__in=within.values("document"))
        return found

    def saying(self, typed: str) -> Self:
        """With every word that is typed in title, sender or text, in any form of the word. Kept rows come school by
        school: row security hides the index of words, so what is read is bounded by `visible_to` alone."""
        found = DocumentWords.objects.filter(words=_asked(typed), school=OuterRef("school"), document=OuterRef("pk"))
        return self.filter(models.Exists(found))

    def with_excerpt(self, typed: str) -> Self:
        """Adds `excerpt`, with the words found between MARK and UNMARK, and `on_page`; of a confined one neither."""
        words = DocumentWords.objects.filter(document=OuterRef("pk"), school=OuterRef("school"))
        at = StrIndex(Lower("text"), Value(_stem(typed)))
        rows = words.annotate(at=at, near=Substr("text", Greatest(at - BEFORE, 1), BEFORE + AFTER))
        before = Substr("text", 1, Greatest(at, 1))
        pages = Length(before) - Length(Replace(before, Value("\f"), Value(""))) + 1
        has_pages = Q(at__gt=0, text__contains="\f")
        page = Case(When(has_pages, then=pages), default=Value(0), output_field=IntegerField())
        empty = Value("", output_field=TextField())
        return self.annotate(
            excerpt=Case(
                When(confined_to=[], then=Coalesce(Subquery(rows.values(said=_headline(typed))), empty)), default=empty
            ),
            on_page=Case(When(confined_to=[], then=Coalesce(Subquery(rows.values(page=page)), 0)), default=Value(0)),
        )


def _asked(typed: str) -> SearchQuery:
    return SearchQuery(typed, config=ENGLISH, search_type="websearch")


def _stem(typed: str) -> str:
    """The beginning of the first word, by which its place is found whatever its ending."""
    words = [word for word in typed.lower().replace('"', " ").split() if not word.startswith("-")]
    first = max(words, key=len, default="")
    return first[:5] if len(first) > 6 else first[: max(3, len(first) - 1)]


def _headline(typed: str) -> Func:
    options = f"StartSel={MARK}, StopSel={UNMARK}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter= … "
    return Func(
        F("near"),
        _asked(typed),
        Value(options),
        function="ts_headline",
        template="ts_headline('english', %(expressions)s)",
        output_field=TextField(),
    )


@track()
class Document(Confidential):
    """One paper about a pupil. What is in its file is a `DocumentVersion`; the latest is shown."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        ASSESSMENT = "assessment", "Assessment"
        ADVICE = "advice", "Advice"
        LETTER = "letter", "Letter"
        EHC_PLAN = "ehc_plan", "EHC plan"
        PLAN = "plan", "Other plan"
        MINUTES = "minutes", "Minutes or notes of a meeting"
        MEDICAL = "medical", "Medical"
        CONSENT = "consent", "Consent"
        WORK = "work", "The pupil’s own work"
        OTHER = "other", "Something else"

    pupil = SchoolForeignKey(Pupil, related_name="documents")
    title = models.CharField(max_length=150)
    kind = models.CharField("What is it?", max_length=12, choices=Kind.choices)
    dated_on = models.DateField("Date on it")
    from_whom = models.CharField("From whom?", max_length=120, blank=True)
    note = models.TextField("Note", blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta(Confidential.Meta):
        ordering = ["-dated_on", "-pk"]
        indexes = [models.Index(fields=["school", "pupil", "dated_on"], name="document_pupil")]

    def __str__(self) -> str:
        return self.title


class DocumentVersionQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD) -> Self:
        return self.filter(document__in=Document.objects.visible_to(member, permission))

    def shown(self) -> Self:
        return self.filter(is_shown=True)

    def with_document(self) -> Self:
        return self.select_related("document")

    def waiting(self) -> Self:
        """Not looked at for viruses yet, or not read."""
        return self.filter(Q(scan=DocumentVersion.Scan.WAITING) | Q(reading=DocumentVersion.Reading.WAITING))


@track(exclude=["path"])
class DocumentVersion(SchoolOwned):
    """One file of a document. It is never written over; its name on the disk says nothing and cannot be guessed."""

    class Scan(models.TextChoices):
        NONE = "", "Not looked at for viruses"
        WAITING = "waiting", "To be looked at for viruses"
        CLEAN = "clean", "No virus found"
        VIRUS = "virus", "A virus was found"

    class Reading(models.TextChoices):
        WAITING = "waiting", "Its words are being read"
        READ = "read", "Its words can be searched"
        NOTHING = "nothing", "No words in it: a scan or a picture"
        LOCKED = "locked", "Kept by a password"
        FAILED = "failed", "Its words could not be read"

    document = SchoolForeignKey(Document, related_name="versions")
    number = models.PositiveSmallIntegerField()
    is_shown = models.BooleanField(default=True)
    path = models.CharField(max_length=150, editable=False)
    file_name = models.CharField(max_length=150)
    file_kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the content."""
    pages = models.PositiveIntegerField(null=True, blank=True)
    scan = models.CharField(max_length=8, choices=Scan.choices, blank=True)
    reading = models.CharField(max_length=8, choices=Reading.choices, default=Reading.WAITING)
    is_cut = models.BooleanField(default=False)
    """There are more words in it than were read."""
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-number"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(is_shown=True), name="document_version_shown"),
        ]
        indexes = [
            models.Index(
                fields=["school"], condition=Q(reading="waiting") | Q(scan="waiting"), name="document_version_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, version {self.number}"

    @property
    def holds(self) -> FileKind:
        return KINDS[self.file_kind]

    @property
    def may_be_opened(self) -> bool:
        """Not while it waits for the scanner, nor once it has found something."""
        return self.scan in (self.Scan.NONE, self.Scan.CLEAN)


class DocumentTitleWord(SchoolOwned):
    """Every word of a title, folded: what the search over every page reads, by an index that row security leaves it."""

    document = SchoolForeignKey(Document, related_name="title_words")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["document", "word"], name="document_title_word_once"),
        ]
        indexes = [models.Index(fields=["school", "word", "document"], name="document_title_word_prefix")]

    def __str__(self) -> str:
        return self.word


class DocumentWordsQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(document__in=Document.objects.visible_to(member))


class DocumentWords(SchoolOwned):
    """What the search looks through: title and sender of a document, and the text of the version that is shown."""

    document = SchoolForeignKey(Document, related_name="words")
    about = models.TextField(blank=True)
    text = models.TextField(blank=True)
    """Pages of a PDF are parted by form feeds."""
    words = GeneratedField(
        expression=SearchVector("about", weight="A", config=ENGLISH) + SearchVector("text", weight="B", config=ENGLISH),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocumentWordsQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["document"], name="document_words_once"),
        ]

    def __str__(self) -> str:
        return f"words of document {self.document_id}"
