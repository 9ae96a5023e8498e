"""What goes into the page as it is: scripts and styles with their hashes, data as inert JSON, the chart library."""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

# In the order in which they stand in the page: a script uses those before it.
STYLES = ("base.css", "controls.css", "overview.css", "agreements.css", "dossier.css", "article.css", "print.css")
SCRIPTS = (
    "dom.js",
    "format.js",
    "route.js",
    "data.js",
    "filter.js",
    "csv.js",
    "take.js",
    "parts.js",
    "charts.js",
    "agreements.js",
    "evidence.js",
    "facts.js",
    "dossier.js",
    "article.js",
    "lists.js",
    "main.js",
)

# Inside a script element only these can end it or change how it is read; JSON reads them back as they were.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

_IMPORT = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)


def inert_json(value: Any) -> str:
    r"""Return JSON that may stand in `<script type="application/json">` whatever texts it holds.

    >>> inert_json({"title": "</script><!--"})
    '{"title":"\\u003c/script\\u003e\\u003c!--"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def source_hash(source: str) -> str:
    """Return the source expression by which a Content-Security-Policy allows one inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Return a Content-Security-Policy under which these very scripts and styles apply, and nothing else does."""
    allowed = " ".join(source_hash(script) for script in scripts)
    styled = " ".join(source_hash(style) for style in styles)
    return f"default-src 'none'; script-src {allowed}; style-src {styled}; base-uri 'none'; form-action 'none'"


@cache
def style_sheet() -> str:
    """Return the styles in one."""
    return "\n".join(asset(name) for name in STYLES)


@cache
def program() -> str:
    """Return the scripts in one: each in a function of its own, which hands out what the file exports.

    Modules that import each other by path do not load from the disk, and one script has one hash.
    """
    return '"use strict";\n(() => {\nconst modules = {};\n' + "".join(_module(name) for name in SCRIPTS) + "})();\n"


def _module(name: str) -> str:
    source = asset(name)
    exported = ", ".join(match[1] for match in _EXPORT.finditer(source))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = modules.\2;", source))
    return f"modules.{name.removesuffix('.js')} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


@cache
def chart_library() -> str:
    """Return Vega-Embed with Vega-Lite, Vega and the interpreter of expressions, which needs no `eval`.

    It leaves nothing in the page but the function `vegaEmbed`. Takes more than a second.
    """
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # Inside a script element, in strings of the library.
    bundle = bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return f"(() => {{\n{bundle}\n}})();\n"


def chart_licences() -> str:
    """Return the licence notices of the chart library."""
    return asset("chart-licences.txt")


def asset(name: str) -> str:
    """Return the text of a file in `assets`."""
    return (files("pactwire.report") / "assets" / name).read_text(encoding="utf-8")
