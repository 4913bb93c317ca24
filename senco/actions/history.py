"""An act taken back by its lines in the history: each row that it wrote is again what it was before."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import IntegrityError, connection, transaction
from pghistory.models import Context

from senco.permissions import Member


class TooLate(Exception):
    """It can no longer be taken back; the message is a plain sentence for whoever asked."""


CHANGED = "Not undone: it was changed since, or undone already."
NOTHING = "Not undone: there is nothing of yours to undo here."


@dataclass(frozen=True)
class Touched:
    """Rows of a table that an act may have written, as far as `where` reaches.

    `rivals` names what two rows cannot share: one written since with the same values stands in the way.
    """

    model: Any
    where: Mapping[str, Any]
    rivals: tuple[str, ...] = field(default=("id",))

    @property
    def events(self) -> Any:
        return self.model.pgh_event_model.objects.filter(**self.where)

    def refuse_since(self, event: Any) -> None:
        same = {name: getattr(event, name) for name in self.rivals}
        since = self.model.pgh_event_model.objects.filter(pgh_id__gt=event.pgh_id, **same)
        if since.exclude(pgh_context=event.pgh_context_id).exists():
            raise TooLate(CHANGED)

    def turn_back(self, event: Any) -> None:
        """What began goes, what went is there again with its own number, what changed is as it was."""
        if event.pgh_label == "insert":
            self.model.objects.filter(pk=event.pgh_obj_id).delete()
        elif event.pgh_label == "delete":
            self.model.objects.bulk_create([self.model(**self._values(event))])
        else:
            earlier = self.model.pgh_event_model.objects.filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
            before = earlier.order_by("-pgh_id").first()
            if before is None:
                raise TooLate(CHANGED)
            self.model.objects.filter(pk=event.pgh_obj_id).update(**self._values(before))

    def _values(self, event: Any) -> dict[str, Any]:
        return {one.attname: getattr(event, one.attname) for one in self.model._meta.concrete_fields}


def act_in_hand() -> str:
    """The key of what this request does: each line of history that it writes carries it."""
    with pghistory.context() as now:
        return str(now.id)


@transaction.atomic
def take_back_act(key: uuid.UUID, tables: Iterable[Touched], *, by: Member) -> set[tuple[Any, int]]:
    """Undo an act of one's own on these rows, all or nothing; model and number of each row that was touched.

    The caller has asked whether `by` may write them. TooLate where somebody wrote one of them since, or a rival.
    """
    if not Context.objects.filter(pk=key, metadata__user=by.user.pk).exists():
        raise TooLate(NOTHING)
    found = [(table, event) for table in tables for event in table.events.filter(pgh_context=key).order_by("-pgh_id")]
    if not found:
        raise TooLate(NOTHING)
    for table, event in found:
        list(table.model.objects.select_for_update().filter(pk=event.pgh_obj_id))
        table.refuse_since(event)
    try:
        with transaction.atomic():
            for table, event in found:
                table.turn_back(event)
            connection.check_constraints()  # what it belongs to may be gone: that shows here, not at the very end
    except IntegrityError as error:
        raise TooLate(CHANGED) from error
    return {(table.model, event.pgh_obj_id) for table, event in found}
