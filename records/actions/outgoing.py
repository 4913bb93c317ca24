"""Sending the mails that were written here: one to each person, never twice by two workers."""

import logging

from django.db import transaction
from django.utils import timezone

from records.models import CommunicationPerson
from senco import mail

log = logging.getLogger(__name__)


@transaction.atomic
def send_mail_to(row_pk: int) -> bool:
    """Send one person their mail if it is still to go; whether it went. Needs the school's context.

    The row is locked while the mail is on its way. Killed between the server's yes and the commit, it goes again
    with the same Message-ID. Whoever must not be contacted by now is not sent it.
    """
    rows = CommunicationPerson.objects.unsent().select_for_update(skip_locked=True, of=("self",))
    row = rows.select_related("communication__written_by", "contact", "school").filter(pk=row_pk).first()
    if row is None or row.communication.removed_at is not None:
        return False
    if row.contact is None or row.contact.must_not_contact or not row.contact.is_current:
        _refuse(row, "Not sent: they are no longer to be contacted.")
        return False
    kept = row.communication
    try:
        mail.to_contact(
            row.email,
            subject=kept.about,
            text=kept.said,
            writer=kept.written_by,
            school=row.school.name,
            message_id=mail.message_id("contact", row.pk, kept.pk),
        )
    except Exception as error:
        log.warning("A mail to a contact (row %s) did not go: %s", row.pk, type(error).__name__)
        if mail.is_for_good(error):
            _refuse(row, mail.what_it_said(error))
        return False
    row.sent_at = timezone.now()
    row.save(update_fields=["sent_at"])
    return True


def _refuse(row: CommunicationPerson, why: str) -> None:
    row.refusal = why[:300]
    row.save(update_fields=["refusal"])


def mails_to_send() -> list[int]:
    """Ids of what no message reached, oldest first. Needs the school's context."""
    rows = CommunicationPerson.objects.unsent().filter(communication__removed_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))
