"""What stands in the page as it is: inert data, hashes, the chart library with its notices."""

import json

import pytest

from pactwire.report.embed import chart_library, chart_licences, inert_json, policy, source_hash


@pytest.mark.parametrize(
    "text", ["</script>", "<!--", "<script>", "a & b", "line\u2028break\u2029", "🚢 </SCRIPT >", "\\u003c"]
)
def test_inert_json_comes_back_and_ends_no_element(text: str) -> None:
    written = inert_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_policy() -> None:
    # The hash of an empty text, as `openssl dgst -sha256 -binary | base64` prints it.
    empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert source_hash("") == empty
    assert policy(("",), ("",)) == (
        f"default-src 'none'; script-src {empty}; style-src {empty}; base-uri 'none'; form-action 'none'"
    )


def test_chart_library_stays_inside_its_element() -> None:
    library = chart_library()
    assert "</script" not in library.lower()
    assert "<!--" not in library
    assert library.startswith("(() => {")


def test_notices_of_the_chart_library_are_kept() -> None:
    notices = chart_licences()
    for name in ("vega, ", "vega-lite", "vega-embed", "vega-tooltip", "d3-array", "topojson-client", "fast-json-patch"):
        assert name in notices
    assert "Redistributions in binary form must reproduce the above copyright notice" in notices
