"""One pupil as the register shows them: the words made ready, so that a long list is quickly drawn."""

import datetime as dt
from typing import Any

from pupils.templatetags.pupils import kind_names, need_name, provision_name, provision_state, rule_name, year_name
from senco.links import address
from senco.permissions import Member
from senco.templatetags.look import day as day_words
from senco.templatetags.look import due_state, due_words

REGISTER = ("K", "E")


def row_shown(member: Member, pupil: Any, today: dt.date) -> dict[str, Any]:
    """What `_list.html` shows of a pupil of `as_it_was` and, but for a past day, `next_due`. No query."""
    main, *others = [need_name(code) for code in pupil.need_codes or ()] or [""]
    shown = {
        "pk": str(pupil.pk),
        "url": address("pupils:pupil", pupil.pk),
        "name": pupil.name,
        "list_name": pupil.list_name,
        "is_doubtful": pupil.name_is_doubtful,
        "school": member.names[pupil.school_id],
        "class": pupil.class_name or "",
        "year": year_name(pupil.year_code),
        "provision": provision_name(pupil.provision) or "not recorded",
        "is_on": pupil.provision in REGISTER,
        "main_need": main,
        "other_needs": others,
        "kinds": kind_names(pupil.kinds or ()),
    }
    if shown["is_on"]:
        shown |= {"state": provision_state(pupil.provision), "since": day_words(pupil.since)}
    if joins_on := getattr(pupil, "joins_on", None):
        shown["joins_on"] = day_words(joins_on)
    if due_on := getattr(pupil, "due_on", None):
        shown |= {"due": due_words(due_on, today), "due_state": due_state(due_on, today)}
        shown["due_what"] = rule_name(pupil.due_rule)
    return shown
