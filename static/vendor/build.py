"""Makes the files of this folder from their npm packages: python static/vendor/build.py NODE_MODULES.

Run it only to take a new version (see README.md for the versions and the npm command). It copies htmx and
the font as they are, draws one sprite from the icons named in `bootstrap-icons/names.txt`, and leaves out of
Bootstrap what the site does not use, above all the parts that need its JavaScript and every `data:` image,
which the content security policy would refuse.
"""

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

DROPPED = re.compile(
    r"""\.(navbar|nav|tab|carousel|modal|offcanvas|tooltip|popover|accordion|toast|drop(down|up|end|start)
    |bs-tooltip|bs-popover|spinner|placeholder|card|breadcrumb|pagination|page-(item|link)|list-group|progress|badge
    |alert|collaps(e|ing)|fade|form-floating|form-range|form-switch|figure|img-thumbnail|blockquote|display
    |was-validated|valid|is-valid|btn-(group|toolbar|check|close|outline|primary|secondary|success|danger|warning
    |info|light|dark)|ratio|icon-link|table-(primary|secondary|success|info|warning|danger|light|dark|striped)
    |text-bg|link|focus-ring|btn-close|vr|xxl|form-check-input)\b
    |-xxl\b|-xxl-|data-bs-theme=dark|\[data-bs-popper""",
    re.VERBOSE,
)
KEPT = re.compile(r"^\.(form-check-input)$")


def blocks(css: str) -> list[tuple[str, str]]:
    """Splits a sheet into (prelude, body) pairs at its top level."""
    found, depth, start, prelude = [], 0, 0, ""
    for at, char in enumerate(css):
        if char == "{":
            if depth == 0:
                prelude, start = css[start:at].strip(), at + 1
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                found.append((prelude, css[start:at]))
                start = at + 1
    return found


def tidy(body: str) -> str:
    """One rule's declarations without `data:` images, comments or needless space."""
    lines = [line.strip() for line in body.split(";\n")]
    lines = [re.sub(r"\s+", " ", line) for line in lines if line and "data:image" not in line]
    return ";".join(line.replace(": ", ":", 1) for line in lines)


def trimmed(css: str) -> str:
    """The sheet with the dropped selectors gone, media queries kept, on one line a rule."""
    out = []
    for prelude, body in blocks(css):
        if prelude.startswith("@keyframes"):
            continue
        if prelude.startswith(("@media", "@supports")):
            inner = trimmed(body)
            if inner and "min-width: 1400px" not in prelude:
                out.append(f"{prelude}{{{inner}}}")
            continue
        selectors = [re.sub(r"\s+", " ", part.strip()) for part in prelude.split(",")]
        kept = [s for s in selectors if KEPT.match(s) or not DROPPED.search(s)]
        rule = tidy(body)
        if kept and rule:
            out.append(f"{','.join(kept)}{{{rule}}}")
    return "\n".join(out)


def make_bootstrap(package: Path) -> None:
    css = (package / "dist/css/bootstrap.css").read_text()
    banner = re.search(r"Bootstrap\s+v[\d.]+", css)
    assert banner, "no version in the Bootstrap sheet"
    css = re.sub(r"@charset[^;]*;", "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    head = f"/*! {banner[0]}, trimmed by ../build.py. Copyright the Bootstrap Authors. MIT, see LICENSE. */\n"
    (HERE / "bootstrap/bootstrap.css").write_text(head + trimmed(css) + "\n")
    shutil.copy(package / "LICENSE", HERE / "bootstrap/LICENSE")


def make_sprite(package: Path) -> None:
    symbols = []
    for name in sorted(set((HERE / "bootstrap-icons/names.txt").read_text().split())):
        drawing = (package / f"icons/{name}.svg").read_text()
        inner = re.sub(r"\s*\n\s*", "", re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", drawing, flags=re.DOTALL))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (HERE / "bootstrap-icons/icons.svg").write_text(sprite)
    shutil.copy(package / "LICENSE", HERE / "bootstrap-icons/LICENSE")


def main() -> None:
    modules = Path(sys.argv[1])
    make_bootstrap(modules / "bootstrap")
    make_sprite(modules / "bootstrap-icons")
    shutil.copy(modules / "htmx.org/dist/htmx.min.js", HERE / "htmx/htmx.min.js")
    shutil.copy(modules / "htmx.org/LICENSE", HERE / "htmx/LICENSE")
    font = modules / "@fontsource-variable/atkinson-hyperlegible-next"
    for part in ("latin", "latin-ext"):
        name = f"atkinson-hyperlegible-next-{part}-wght-normal.woff2"
        shutil.copy(font / "files" / name, HERE / "atkinson" / name)
    shutil.copy(font / "LICENSE", HERE / "atkinson/LICENSE")
    for weight, name in (("400", "Regular"), ("700", "Bold")):
        drawn = modules / f"@expo-google-fonts/atkinson-hyperlegible-next/{weight}{name}"
        shutil.copy(
            drawn / f"AtkinsonHyperlegibleNext_{weight}{name}.ttf",
            HERE / f"atkinson/atkinson-hyperlegible-next-{weight}.ttf",
        )


if __name__ == "__main__":
    main()
