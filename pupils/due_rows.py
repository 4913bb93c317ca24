"""One thing that is due as a list shows it: its words made ready, so that a long list is quickly drawn."""

from typing import Any

from pupils.models import Deadline
from pupils.next_acts import act_url, in_place_words, next_act
from pupils.own_rules import ASKED_OF_ONE
from pupils.reminders import when_words
from pupils.why import why
from senco.links import address, link_for
from senco.permissions import Member, Permission
from senco.templatetags.look import day as day_words


def row_shown(member: Member, deadline: Deadline, day: Any) -> dict[str, Any]:
    """What `_row.html` shows of one deadline fetched by `shown_to`. No query."""
    is_mine = deadline.owner_id == member.user.pk
    words, url = _next_page(member, deadline)
    return {
        "deadline": deadline,
        "id": f"deadline-{deadline.pk}",
        "is_closed": deadline.closed_on is not None,
        "about": deadline.about,
        "what": deadline.what,
        "said": _said(member, deadline, is_mine),
        "url": address("pupils:deadline", deadline.pk),
        "today": day,
        "when": "done" if deadline.closed_on else when_words(deadline.due_on, day),
        "state": _state(deadline, day),
        "pupil_url": _pupil_url(member, deadline),
        "why": why(deadline),
        "is_mine": is_mine,
        "act": words or in_place_words(deadline.rule),
        "act_url": url,
        "needs": next_act(deadline.rule).needs,
        "may_close": _may_close(member, deadline),
        "may_hand_over": member.may(Permission.CLOSE_DEADLINES, deadline),
        "button": {} if url and not deadline.closed_on else _button(member, deadline, day),
        "remind_url": address("pupils:deadline-remind", deadline.pk) if _may_remind(member, deadline) else "",
        "is_reminded": getattr(deadline, "asked_on", None) == day,
        "several": len(member.schools) > 1,
        "school_name": member.names[deadline.school_id],
    }


def _said(member: Member, deadline: Deadline, is_mine: bool) -> str:
    """The small print: the day, who must act, whose it is, at which school of several, and how it was closed."""
    if deadline.side == Deadline.Side.SCHOOL:
        whose = "yours" if is_mine else str(deadline.owner)
    else:
        watched = "you watch" if is_mine else f"{deadline.owner} watches"
        whose = f"{deadline.get_side_display()} must act, {watched}"
    said = [day_words(deadline.due_on), whose]
    if len(member.schools) > 1:
        said.append(member.names[deadline.school_id])
    line = ", ".join(said)
    if deadline.closed_on is None:
        return line
    by = f" by {deadline.closed_by}" if deadline.closed_by else ""
    return f"{line}. Closed {day_words(deadline.closed_on)}{by}: {deadline.closed_why}"


def _may_remind(member: Member, deadline: Deadline) -> bool:
    """Open, and a colleague's."""
    if deadline.closed_on or deadline.owner_id == member.user.pk:
        return False
    return member.may(Permission.CLOSE_DEADLINES, deadline)


def _next_page(member: Member, deadline: Deadline) -> tuple[str, str]:
    if not may_open(member, deadline):
        return "", ""
    return act_url(member, deadline.rule, deadline.subject_kind, deadline.subject_id, at=deadline)


def may_open(member: Member, deadline: Deadline) -> bool:
    """A question is only for whom it was put to, who may answer it even without seeing that pupil elsewhere."""
    if deadline.rule in ASKED_OF_ONE:
        return deadline.owner_id == member.user.pk
    return _may_name(deadline)


def _pupil_url(member: Member, deadline: Deadline) -> str:
    if deadline.pupil_id is None or not _may_name(deadline):
        return ""
    return link_for(member, "pupils:pupil", deadline.pupil_id, at=deadline)


def _may_name(deadline: Deadline) -> bool:
    """Its pupil may be named, or it names none."""
    return deadline.pupil_id is None or bool(getattr(deadline, "may_name", False))


def _state(deadline: Deadline, day: Any) -> str:
    if deadline.closed_on:
        return "fine"
    left = (deadline.due_on - day).days
    return "late" if left < 0 else "soon" if left < 7 else "info"


def _may_close(member: Member, deadline: Deadline) -> bool:
    if next_act(deadline.rule).needs:
        return False
    return deadline.owner_id == member.user.pk or member.may(Permission.CLOSE_DEADLINES, deadline)


def _button(member: Member, deadline: Deadline, day: Any) -> dict[str, str]:
    """What is done where the row stands: `url`, `icon` and `words`; words alone for what was done; or nothing."""
    is_asked = deadline.rule in ASKED_OF_ONE and deadline.owner_id != member.user.pk and not deadline.closed_on
    if is_asked and getattr(deadline, "asked_on", None) == day:
        return {"words": "Reminded today"}
    if is_asked and _may_remind(member, deadline):
        return {"url": address("pupils:deadline-remind", deadline.pk), "icon": "bell", "words": "Remind them"}
    if not _may_close(member, deadline):
        return {}
    if deadline.closed_on:
        url = address("pupils:deadline-reopen", deadline.pk)
        return {"url": url, "icon": "arrow-counterclockwise", "words": "Reopen"}
    words = in_place_words(deadline.rule)
    return {"url": address("pupils:deadline-close", deadline.pk), "icon": "check-lg", "words": words}
