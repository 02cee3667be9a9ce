"""Placeholders are found by their delimiters, and what only looks like one is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.readers.placeholders import find

FOUND = [
    # written, name, logic
    ("{{order.id}}", "order.id", False),
    ("{{ ticket.customer.email | upper }}", "ticket.customer.email | upper", False),
    ("{{- name -}}", "name", False),
    ("{{ a\n| b }}", "a\n| b", False),
    ("{{ $orderNumber }}", "$orderNumber", False),
    ("{{{name}}}", "name", False),
    ('{{ x | date: "L" }}', 'x | date: "L"', False),
    ("{{#if gift}}", "#if gift", True),
    ("{{/if}}", "/if", True),
    ("{{else}}", "else", True),
    ("{{! a note }}", "! a note", True),
    ("{{ end }}", "end", True),
    ("{{ if .Gift }}", "if .Gift", True),
    ("{{ endDate }}", "endDate", False),
    ("{{ else_name }}", "else_name", False),
    ("{{ range.max }}", "range.max", False),
    ("{% if a > 10 %}", "if a > 10", True),
    ("{%- endif -%}", "endif", True),
    ("{% x = '10%' %}", "x = '10%'", True),
    ("{# a\nnote #}", "a\nnote", True),
    ("{!! $name !!}", "$name", False),
    ("{!Contact.Name}", "Contact.Name", False),
    ("{$orderNumber}", "orderNumber", False),
    ("{$order.id|escape}", "order.id|escape", False),
    ("{name}", "name", False),
    ("{order-id}", "order-id", False),
    ("{ name }", "name", False),
    ("{Buyer Name}", "Buyer Name", False),
    ("{注文番号}", "注文番号", False),
    ("{0}", "0", False),
    ("{price:.2f}", "price:.2f", False),
    ("${order.order_id}", "order.order_id", False),
    ("#{name}", "name", False),
    ("%{tracking}", "tracking", False),
    ("%(name)s", "name", False),
    ("%(price).2f", "price", False),
    ("%%buyer_first_name%%", "buyer_first_name", False),
    ("%Customer%", "Customer", False),
    ("%order_id%", "order_id", False),
    ("[[order-id]]", "order-id", False),
    ("[[ContactUs]]", "ContactUs", False),
    ("[[ First Name ]]", "First Name", False),
    ("#order_id#", "order_id", False),
    ("<%= name %>", "name", False),
    ("<%- name %>", "name", False),
    ("<% if (x > 1) { %>", "if (x > 1) {", True),
    ("<%- if x -%>", "if x", True),
    ("<?= $name ?>", "$name", False),
    ("<?php echo $name; ?>", "$name", False),
    ("<?php if ($x): ?>", "if ($x):", True),
    ("<#if order??>", "if order??", True),
    ("</#if>", "if", True),
    ('<#include "a.ftl">', 'include "a.ftl"', True),
    ("<#-- a <b> note -->", "a <b> note", True),
    ("<<Name>>", "Name", False),
    ("<<First Name>>", "First Name", False),
    ("__ORDER_ID__", "ORDER_ID", False),
    ("__NAME__", "NAME", False),
    ("*|FNAME|*", "FNAME", False),
    ("*|IF:FNAME|*", "IF:FNAME", True),
    ("*|END:IF|*", "END:IF", True),
    ("@Name@", "Name", False),
    (":order_id", "order_id", False),
    (":name", "name", False),
]


@pytest.mark.parametrize(("written", "name", "logic"), FOUND)
@pytest.mark.parametrize("around", ["{}", "Dear {}, thanks", "({})", '"{}"', "「{}」", "a\n{}\nb"])
def test_found(around: str, written: str, name: str, logic: bool) -> None:
    value = around.replace("{}", written)
    slots = find(value)
    assert [(value[slot.start : slot.end], slot.name, slot.logic) for slot in slots] == [(written, name, logic)]
    assert slots[0].label is None


LABELLED = [
    ("[[contact-us-link: ⟦drop us a line⟧]]", "contact-us-link"),
    ("[[contact-us-link:⟦tell⟧]]", "contact-us-link"),
    ("[[order-page-link :⟦your order, **now**: here⟧ ]]", "order-page-link"),
]


@pytest.mark.parametrize(("sample", "name"), LABELLED)
def test_words_in_place_of_a_placeholder(sample: str, name: str) -> None:
    (slot,) = find("Please " + sample.replace("⟦", "").replace("⟧", "") + ".")
    assert slot.name == name
    assert slot.label == (sample.index("⟦") + 7, sample.index("⟧") + 6)
    assert not slot.logic


INNOCENT = [
    "at 10:30, or 10:30:45; note:this, see: below",
    "a ratio of 3:some_thing and C:\\order_id",
    "https://x.example:80/a#b#c and https://x.example/#a#b",
    ":smile: :white_check_mark: ::before a:hover",
    "[text][ref] [a]: /u [Buyer Name] [x](y)",
    "[[nested] link](/u) [[a]](/u) [[a]][b] [[1]] [[ -f x ]] [[]]",
    "p { color: red; } p{color:red} p{margin:0} a{b:c} p{line-height:.5em} {} { }",
    '{"a": 1, "b": {"c": 2}} {1, 2} a{2,3} {a b} {Hi|Hello|Hey} {see below}',
    "{count, plural, one {# item} other {# items}}",
    "100 %s, 50 %% off %%, 20%off% now, 100%, %C3%A9 %E2%80%99",
    "#1 and #2, # Heading #, #tag #tag, C#and#, &#65; &#x41;",
    "## Title {#id}",
    "a@b@c x@y.example, @handle and @other",
    "__bold text__ __bold__ __SALE__ __init__ a__NAME__b _a_",
    "**|x|** *|x*| |a|b|",
    "$5, $name, $ {, <3, a < b > c, a << b >> c, <b>x</b>, <$5>",
    "{{name} and {name}} and [[name] and [name]] and {{}",
    "{% if x } and {# note } and <% x > and %%x% and %x",
    "<?xml version='1.0'?> <!-- a --> <!DOCTYPE html>",
    "— «Name» ‹x› “y” ...",
]


@pytest.mark.parametrize("value", INNOCENT)
def test_innocent(value: str) -> None:
    assert [value[slot.start : slot.end] for slot in find(value)] == []


def test_a_placeholder_that_nobody_closed_does_not_swallow_the_next() -> None:
    for opening in ("{{", "{%", "{#", "<%", "[[", "${", "{{{", "%%", "<#-- ", "<?php ", "{!!"):
        value = f"{opening} a and {{{{b}}}} c"
        assert "b" in [slot.name for slot in find(value)], opening


def test_side_by_side() -> None:
    value = "{{a}}{{b}}[[c]][[d]]%%e%%%%f%%#g_g#${h}{i}{j}"
    assert [slot.name for slot in find(value)] == ["a", "b", "c", "d", "e", "f", "g_g", "h", "i", "j"]


SCRAPS = st.sampled_from(
    ["{", "}", "[", "]", "%", "#", "<", ">", "$", "_", "*", "|", "@", ":", "(", ")", "?", "-", "!", "="]
)
WORDS = st.sampled_from(["a", "NAME", "order_id", " ", "\n", "php", "if", "0", "é", "s", "link: x y"])


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(SCRAPS, WORDS), max_size=24).map("".join))
def test_slots_are_in_order_and_apart(value: str) -> None:
    last = 0
    for slot in find(value):
        assert last <= slot.start < slot.end <= len(value)
        assert slot.name in value
        if slot.label:
            assert slot.start < slot.label[0] < slot.label[1] <= slot.end
        last = slot.end


@pytest.mark.parametrize("end", ["", "}}", "]]", "%}", "-->", "?>", "%>"])
@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "{{",
        "[",
        "[[",
        "[[a",
        "{{a",
        "{%",
        "{%a",
        "{#",
        "<%",
        "<?php ",
        "<#a",
        "<#--",
        "<<a",
        "__A",
        "__A_",
        "*|a",
        "@a",
        "%(a",
        ":a_",
        ":a",
        "%a",
        "%%",
        "#a",
        "${a",
        "{A ",
        "{{a}",
        "[[a]",
        "%{",
        "-",
        "{%%{",
        "<?=<",
        "{a:",
        " ",
        "\n",
    ],
)
def test_hostile_values(piece: str, end: str) -> None:
    value = piece * (100_000 // len(piece)) + end
    assert sum(slot.end - slot.start for slot in find(value)) <= len(value)


@pytest.mark.parametrize(
    "text",
    [
        "{% comment %}call us{% endcomment %}",
        "{%- comment -%}\ncall us {{ x }}\n{%- endcomment -%}",
    ],
)
def test_what_an_engine_leaves_out_is_one_slot(text: str) -> None:
    (slot,) = find(f"Hi {text} there")
    assert (slot.start, slot.end, slot.logic) == (3, 3 + len(text), True)
    assert len(find("{% comment %}a {% if b %} c{% endcomment %}")) == 3, "tags within are not looked through"
