"""The e-mail with the link by which a new person sets a password."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from senco import mail
from senco.actions.mailing import note_failure, note_sent
from senco.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def send_invitation(user_id: int) -> bool:
    """Send it if it was asked for and has not gone since; whether it went. The link itself is kept nowhere.

    Killed between the mail server's yes and the commit, it goes again, with another link that works as well.
    """
    user = User.objects.select_for_update().to_invite().filter(pk=user_id).first()
    if user is None or user.has_usable_password():
        return False
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uid, _, token = key.partition("-")
    url = mail.absolute(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))
    try:
        mail.invitation(user, url=url, message_id=mail.message_id("invitation", user.pk, user.invite_asked_at))
    except Exception as error:
        log.warning("An invitation for user %s did not go: %s", user.pk, type(error).__name__)
        note_failure(user, error, now=timezone.now())
        return False
    note_sent(user)
    user.invite_sent_at = timezone.now()
    user.save(update_fields=["invite_sent_at"])
    return True


def people_to_invite() -> list[int]:
    """Whose mail is not refused, nor waits after a failure."""
    able = User.objects.to_invite().who_may_be_sent_mail(timezone.now())
    return list(able.order_by("invite_asked_at").values_list("pk", flat=True))
