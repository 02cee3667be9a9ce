"""What decides that a rule need not run never says no in vain."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker import glances, needs

PIECES = st.sampled_from(
    [
        "www",
        "lamp",
        ".de",
        ".com",
        ".",
        ":",
        "/",
        "//",
        "\\",
        "(",
        ")",
        "[",
        "]",
        "](",
        "{",
        "}",
        "<",
        ">",
        "at",
        "dot",
        "punkt",
        "point",
        "punto",
        "@",
        "arroba",
        "_at_",
        "*at*",
        "-at-",
        "bei",
        "et",
        "a",
        "x",
        "0",
        "1",
        "555",
        "0142",
        "tel:",
        "sms:",
        "one",
        "two",
        "three",
        "four",
        "double",
        "oh",
        "null",
        ":smile:",
        "\\u263a",
        ":)",
        ";-)",
        "=(",
        "^_^",
        "<3",
        "xD",
        "T_T",
        ">_<",
        "'",
        "`",
        "~",
        "*",
        "_",
        "**",
        "http",
        "https",
        "12",
        "Main",
        "St",
        "Street",
        "W1A",
        "10115",
        "\n",
        "\t",
    ]
)


@settings(max_examples=6000)
@example(["lamp", " ", "(", "at", ")", " ", "shop"])
@given(
    st.lists(
        st.one_of(
            PIECES,
            st.sampled_from([" ", "\n", "", "  "]),
            st.text("abxyz .,:;@/-_*()[]<>0123456789\\'`~^=", max_size=4),
        ),
        max_size=12,
    )
)
def test_a_glance_never_hides_what_a_trace_finds(pieces: list[str]) -> None:
    text = "".join(pieces)
    for name, glance in glances.GLANCES.items():
        if text.isascii() and not glance(text.lower()):
            assert not needs._test(name).search(text), name


def test_every_need_is_known_and_compiles() -> None:
    from checker.rules import index

    for entry in index():
        for need in (part for joined in entry.needs for part in joined.split(" & ")):
            name = need.partition(":")[0].removeprefix("!")
            assert name in ("meta", "phrases", "subject", "reason") or isinstance(needs._test(name), re.Pattern), (
                entry.id,
                need,
            )


def test_what_is_certain_is_what_the_expression_finds() -> None:
    for name, forms in needs._CERTAIN.items():
        for form in forms:
            assert needs._test(name).search(f"Your order {form} is late."), form
