"""A picture for a passport: read by its content, and written anew without what a camera adds."""

import io
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from pupils.models import Pupil
from records.actions.passports import mark_draft, passport_of
from records.models import PassportPicture
from senco.permissions import Member, Permission

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 900
"""The longer side of what is kept: enough for a print, little enough for 350 of them."""
KINDS = ("JPEG", "PNG")


class NotAPicture(Exception):
    """What was sent is no picture that we keep; the message is a plain sentence."""


def read_picture(content: bytes) -> Image.Image:
    """The picture, upright. Its name and declared type are not asked: only what it holds counts."""
    if len(content) > MOST_BYTES:
        raise NotAPicture("This picture is larger than 8 MB. Take a smaller copy of it.")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise NotAPicture("This picture has too many points. Take a smaller copy of it.")
            found.load()
            upright = ImageOps.exif_transpose(found)
    except NotAPicture:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture("This is not a PNG or JPEG picture, or it is damaged.") from error
    upright.thumbnail((SIDE, SIDE))
    return upright


def written_anew(picture: Image.Image) -> tuple[bytes, int, int]:
    """A JPEG of the points alone, on white: nothing of where, when and with what it was taken."""
    plain = Image.new("RGB", picture.size, "white")
    clear = picture.convert("RGBA")
    plain.paste(clear, mask=clear.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue(), plain.width, plain.height


@transaction.atomic
def set_picture(pupil: Pupil, *, by: Member, content: bytes, alt: str) -> PassportPicture:
    """Put a picture into the draft; NotAPicture. The one before stays with the versions that had it."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    made, width, height = written_anew(read_picture(content))
    passport = passport_of(pupil, school_id=pupil.school_id)
    picture = PassportPicture(
        school_id=pupil.school_id, pupil=pupil, alt=alt, width=width, height=height, made_by=by.user
    )
    picture.file.save(f"{uuid4().hex}.jpg", ContentFile(made), save=False)
    picture.save()
    passport.picture = picture
    passport.save(update_fields=["picture"])
    mark_draft(pupil)
    return picture


@transaction.atomic
def take_picture_out(pupil: Pupil, *, by: Member) -> Any:
    """The draft has no picture; what was agreed keeps its own. The id of the one taken out, to put it back."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    passport = passport_of(pupil, school_id=pupil.school_id)
    before, passport.picture = passport.picture_id, None
    passport.save(update_fields=["picture"])
    mark_draft(pupil)
    return before


@transaction.atomic
def put_picture_back(picture: PassportPicture, *, by: Member) -> None:
    by.must(Permission.EDIT_PASSPORTS, picture)
    passport = passport_of(picture.pupil_id, school_id=picture.school_id)
    passport.picture = picture
    passport.save(update_fields=["picture"])
    mark_draft(picture.pupil_id)
