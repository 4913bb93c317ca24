"""How things are written and drawn, and what every template and sheet must keep to."""

import datetime as dt
import gzip
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import timezone

from senco.templatetags import charts, look

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "emails" not in path.parts]
NOV_25 = dt.date(2026, 11, 25)


def shown(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template("{% load look charts %}" + source).render(RequestContext(request, context))


# Words


def test_a_day_is_written_with_its_weekday_and_no_leading_zero() -> None:
    assert look.day(NOV_25) == "Wed 25 Nov 2026"
    assert look.day(dt.date(2027, 3, 1)) == "Mon 1 Mar 2027"
    assert look.short_day(NOV_25) == "Wed 25 Nov"


def test_an_instant_is_written_in_english_time_in_summer_too() -> None:
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    with timezone.override("Europe/London"):
        assert look.day(late) == "Wed 1 Jul 2026"
        assert look.moment(late) == "Wed 1 Jul 2026, 00:30"


@pytest.mark.parametrize("write", [look.day, look.short_day, look.clock, look.moment, look.hours, look.money])
def test_what_is_not_known_is_written_as_nothing(write: Any) -> None:
    assert write(None) == ""


@pytest.mark.parametrize(
    ("due", "words", "state"),
    [
        (dt.date(2026, 11, 17), "6 days late", "late"),
        (dt.date(2026, 11, 22), "1 day late", "late"),
        (dt.date(2026, 11, 23), "today", "soon"),
        (dt.date(2026, 11, 24), "tomorrow", "soon"),
        (dt.date(2026, 11, 30), "Mon 30 Nov", "soon"),
        (dt.date(2026, 12, 1), "Tue 1 Dec", "info"),
        (dt.date(2027, 1, 12), "Tue 12 Jan", "info"),
        (dt.date(2027, 9, 1), "Wed 1 Sep 2027", "info"),
        (None, "no date yet", ""),
    ],
)
def test_a_due_date_says_how_far_off_it_is(due: dt.date | None, words: str, state: str) -> None:
    today = dt.date(2026, 11, 23)
    assert (look.due_words(due, today), look.due_state(due, today)) == (words, state)


def test_hours_are_written_plainly() -> None:
    assert look.hours(Decimal("12.50")) == "12.5 h"
    assert look.hours(15) == "15 h"
    assert look.hours(dt.timedelta(minutes=45)) == "0.75 h"
    assert look.minutes_as_hours(150) == "2.5 h"
    assert look.hours(Decimal("1234")) == "1,234 h"


def test_money_has_pence_only_when_there_are_any() -> None:
    assert look.money(Decimal("9840.00")) == "£9,840"
    assert look.money(Decimal("12.5")) == "£12.50"
    assert look.money(-3) == "-£3"
    assert look.money(0) == "£0"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert look.share(62, 419) == "15%"
    assert look.share(0, 0) == "–"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maisie Turner", "MT"),
        ("Łukasz Jan Wiśniewski", "ŁW"),
        ("K. Bell", "KB"),
        ("Cher", "C"),
        ("", ""),
        ("O'Neill (SEN)", "O"),
    ],
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert look.initials(name) == letters


# Links that keep a list's state


def test_a_changed_filter_keeps_the_others_and_starts_at_the_first_page() -> None:
    assert shown("{% query_with year=5 %}", "/?need=SLCN&page=4") == "?need=SLCN&amp;year=5"
    assert shown("{% query_with page=2 %}", "/?need=SLCN&page=4") == "?need=SLCN&amp;page=2"
    assert shown('{% query_with need="" %}', "/?need=SLCN&page=4") == "?"


def test_a_chip_takes_away_one_of_several_values() -> None:
    assert shown('{% query_without "need" "SLCN" %}', "/?need=SLCN&need=ASD&page=3") == "?need=ASD"
    assert shown('{% query_without "need" %}', "/?need=SLCN&need=ASD&year=5") == "?year=5"


def test_a_value_in_the_address_cannot_break_out_of_a_link() -> None:
    assert '"' not in shown("{% query_with page=2 %}", '/?q="><script>')
    assert "<" not in shown("{% query_with page=2 %}", '/?q="><script>')


def test_a_column_head_turns_its_order_round_and_says_which_it_is() -> None:
    head = '{% include "components/table_head.html" with field="name" text="Pupil" first="name" %}'
    up, down = shown(head), shown(head, "/?sort=-name")
    assert 'aria-sort="ascending"' in up and "sort=-name" in up
    assert 'aria-sort="descending"' in down and "sort=name" in down
    assert "aria-sort" not in shown(head, "/?sort=class")


def test_pages_are_linked_with_the_filters_kept() -> None:
    page = Paginator(range(350), 25).get_page(7)
    html = shown('{% include "components/pagination.html" with noun="pupil" nouns="pupils" %}', "/?year=5", page=page)
    assert "151 to 175 of 350 pupils" in html
    assert "?year=5&amp;page=8" in html and 'aria-current="page">7<' in html


# Messages and forms


def test_a_message_offers_undo_on_this_site_only() -> None:
    assert (
        look.undo_url(Message(constants.SUCCESS, "Closed.", extra_tags="undo:/concerns/4/undo/")) == "/concerns/4/undo/"
    )
    assert look.undo_url(Message(constants.SUCCESS, "Closed.", extra_tags="undo:https://elsewhere.example/")) == ""
    assert look.undo_url(Message(constants.SUCCESS, "Closed.", extra_tags="undo://elsewhere.example/")) == ""
    assert look.draft_done(Message(constants.SUCCESS, "Logged.", extra_tags="draft:concern undo:/x/")) == "concern"


class Sample(forms.Form):
    seen = forms.CharField(label="What have you seen?", error_messages={"required": "Write what you have seen."})
    area = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "Learning"), ("b", "Language")])
    on = forms.DateField(required=False, help_text="The day it happened")

    def clean(self) -> None:
        raise forms.ValidationError("The day and the term do not fit.")


def test_every_error_is_summed_up_at_the_top_and_leads_to_its_field() -> None:
    html = shown("{% load crispy_forms_filters %}{{ form|crispy }}", form=Sample({"on": "not a day"}))
    summary = html[: html.index("</ul>")]
    assert "4 things to put right" in summary and "The day and the term do not fit." in summary
    for target in re.findall(r'<a href="#([^"]+)"', summary):
        assert f'id="{target}"' in html.split("</ul>", 1)[1]
    assert summary.count("<a href=") == 3


def test_a_field_in_error_is_tied_to_its_words_and_its_hint() -> None:
    html = shown('{% include "components/field.html" with field=form.on %}', form=Sample({"on": "not a day"}))
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert described and 'aria-invalid="true"' in html
    for name in described[1].split():
        assert f'id="{name}"' in html


def test_a_form_with_nothing_wrong_has_no_summary() -> None:
    assert "data-form-errors" not in shown('{% include "components/error_summary.html" %}', form=Sample())


# Charts


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion() -> None:
    drawn = charts.bar_chart([{"label": "A", "value": 20}, {"label": "B", "value": 5}], "Needs")
    assert [bar["length"] for bar in drawn["bars"]] == ["100.00%", "25.00%"]


def test_a_hidden_count_has_no_bar_to_read_it_from() -> None:
    rows = [{"label": "A", "value": None, "display": "fewer than 5"}, {"label": "B", "value": 7}]
    html = shown('{% bar_chart rows title="Needs" %}', rows=rows)
    assert html.count('class="track"') == 2 and html.count('class="bar-') == 1
    assert html.count("fewer than 5") == 2


def test_a_chart_of_nothing_is_drawn_without_failing() -> None:
    assert "<table" in shown('{% bar_chart rows title="Needs" %}', rows=[])
    assert "<table" in shown('{% line_chart labels series title="Terms" %}', labels=[], series=[])
    assert "0.00%" in shown('{% bar_chart rows title="Needs" %}', rows=[{"label": "A", "value": 0}])


def test_a_line_breaks_where_a_value_is_missing() -> None:
    series = [{"label": "K", "values": [90, 91, None, 93]}]
    line = charts.line_chart(["a", "b", "c", "d"], series, "Attendance", bottom=80)["lines"][0]
    assert len(line["dots"]) == 3 and len(line["segments"]) == 1


def test_the_highest_value_is_drawn_highest_and_inside_the_frame() -> None:
    drawn = charts.line_chart(["a", "b"], [{"label": "K", "values": [Decimal("10"), 40]}], "Hours")
    low, high = (float(dot["y"]) for dot in drawn["lines"][0]["dots"])
    assert charts.TOP <= high < low <= charts.HEIGHT


def test_a_chart_has_its_figures_in_a_table_and_no_style_of_its_own() -> None:
    labels, series = ["Spring", "Summer"], [{"label": "K", "values": [91.2, None]}]
    html = shown('{% line_chart labels series title="Attendance" says="It rose." %}', labels=labels, series=series)
    assert "It rose." in html and '<td class="num">91.2</td>' in html and "no figure" in html
    assert "style" not in html


@pytest.mark.parametrize(("value", "top"), [(0, 1), (0.7, 1), (3, 5), (21, 25), (62, 100), (100, 100), (101, 200)])
def test_an_axis_ends_at_a_round_number(value: float, top: float) -> None:
    assert charts.ceiling(value) == pytest.approx(top)


# What every template and sheet keeps to


def test_every_icon_that_a_template_or_the_menu_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / look.SPRITE).read_text()))
    named = {(path.name, name) for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    named |= {(path.name, name) for path in TEMPLATES for name in re.findall(r'\bicon="([^"]+)"', path.read_text())}
    assert {(where, name) for where, name in named if name not in drawn} == set()
    from senco.context import MENU

    assert {row[1] for row in MENU} <= drawn


INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|hx-on|<script(?![^>]*\ssrc=)|["']js:""")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_holds_script_or_style_that_the_policy_refuses(path: Path) -> None:
    assert INLINE.search(path.read_text()) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_compiles_and_is_at_most_200_lines(path: Path) -> None:
    get_template(str(path.relative_to(ROOT / "templates")))
    assert path.read_text().count("\n") <= 200


def test_no_sheet_asks_for_a_picture_that_the_policy_refuses() -> None:
    for sheet in (ROOT / "static").rglob("*.css"):
        assert "data:" not in sheet.read_text() and "http" not in re.sub(
            r"/\*.*?\*/", "", sheet.read_text(), flags=re.S
        )


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "429.html", "500.html"])
def test_an_error_page_can_be_drawn_with_nothing_known(name: str) -> None:
    html = render_to_string(name, {})
    assert "<h1>" in html and '<a class="btn btn-brand' in html


def test_a_refusal_names_the_roles_that_may() -> None:
    assert "Headteacher, Governor" in render_to_string("403.html", {"exception": "Headteacher, Governor"})


def test_a_name_typed_as_markup_is_shown_as_words() -> None:
    html = shown('{% include "components/person.html" with name=name note=name %}', name="<b onclick=x>Ann")
    assert "<b onclick" not in html


def palettes() -> dict[str, dict[str, str]]:
    """The colours of tokens.css as the light and the dark scheme have them."""
    sheet = (ROOT / "static/css/tokens.css").read_text()
    light_part, dark_part = sheet.split("@media (prefers-color-scheme: dark)", 1)
    dark_part = dark_part.split("@media (prefers-contrast", 1)[0]
    light = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light_part))
    return {"light": light, "dark": light | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", dark_part))}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


GROUNDS = ("paper", "card", "sunken")
WORDS = [(ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "link", "late") for ground in GROUNDS]
WORDS += [(state, f"{state}-wash") for state in ("late", "soon", "fine", "info")]
WORDS += [(state, ground) for state in ("soon", "fine", "info") for ground in ("paper", "card")]
WORDS += [("ink", f"{state}-wash") for state in ("late", "soon", "fine", "info", "brand")]
WORDS += [("link", f"{state}-wash") for state in ("late", "soon", "fine", "info", "brand")]
WORDS += [("ink-soft", "brand-wash"), ("brand-deep", "brand-wash"), ("brand-deep", "paper"), ("brand-deep", "card")]
WORDS += [("on-brand", "brand"), ("on-brand", "brand-hover"), ("side-ink", "side"), ("side-ink", "side-here")]
WORDS += [("ink-soft", "track")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_stand_out_from_their_ground(scheme: str, ink: str, ground: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["line-strong", *[f"series-{number}" for number in range(1, 6)]])
def test_edges_of_fields_and_lines_of_charts_can_be_made_out(scheme: str, mark: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[mark], colours["card"]) >= 3


def test_a_first_visit_is_under_150_kilobytes_compressed() -> None:
    """Everything that base.html links, the sprite, and both alphabets of the font: more than most pages fetch."""
    linked = set()
    for name in ("base.html", "components/head.html"):
        linked |= set(re.findall(r"{% static '([^']+)' %}", (ROOT / "templates" / name).read_text()))
    linked |= {look.SPRITE, "vendor/atkinson/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"}
    files = {name: (ROOT / "static" / name).read_bytes() for name in linked}
    sizes = {name: len(body if name.endswith("woff2") else gzip.compress(body, 6)) for name, body in files.items()}
    assert len(sizes) > 10
    assert sum(sizes.values()) + 12_000 < 150_000, sizes
