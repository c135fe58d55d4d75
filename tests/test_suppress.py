"""Comments and front matter that set findings aside: what they cover, what they may not, and what is told of them."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from postlint.draft import Draft, read_bytes, read_text
from postlint.findings import Finding, Notice, Problem, Severity
from postlint.suppress import CODES, Suppressions, read_suppressions

KORTING, CAPS, NAAM = "non-promotie/korting", "kwaliteit/hoofdletters", "privacy/naam-patient"
KNOWN = {KORTING: KORTING, CAPS: CAPS, NAAM: NAAM, "non-promotie/actieprijs": KORTING}
WORDS = "korting"


def hits(draft: Draft, rule: str = KORTING, severity: Severity = Severity.ERROR) -> list[Finding]:
    """A finding for every «korting» in the prose."""
    out, at = [], draft.prose.find(WORDS)
    while at >= 0:
        span = draft.span(at, at + len(WORDS))
        out.append(Finding(rule, rule.split("/")[0], "promotion", severity, "m", "a", WORDS, span))
        at = draft.prose.find(WORDS, at + 1)
    return out


def whole(draft: Draft, rule: str = CAPS) -> Finding:
    return Finding(rule, "kwaliteit", "shouting", Severity.WARNING, "m", "a", "", draft.body, whole=True)


def lines_left(text: str, path: str = "a.md", rule: str = KORTING) -> tuple[list[int], list[str]]:
    """The lines of the findings that remain, and the codes of the notices."""
    draft = read_text(text, path)
    suppressions = read_suppressions(draft, KNOWN)
    left = [finding.span.start.line for finding in suppressions.remaining(hits(draft, rule))]
    return left, [notice.code for notice in suppressions.notices(lambda _: True)]


def told(text: str, path: str = "a.md", ran: bool = True) -> list[Notice]:
    draft = read_text(text, path)
    suppressions = read_suppressions(draft, KNOWN)
    suppressions.remaining(hits(draft))
    return list(suppressions.notices(lambda _: ran))


IGNORE = f"<!-- postlint-ignore {KORTING}: over het zorgbudget -->"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"korting\n\n{IGNORE}\nkorting en\nkorting\n\nkorting", [1, 7]),
        (f"korting\n\n{IGNORE}\n\n> korting\n\nkorting", [1, 7]),
        (f"{IGNORE}\n- korting\n- korting", [3]),
        (f"Eerst {IGNORE} korting. Dan korting.\n\nkorting", [3]),
        (f"korting. {IGNORE}\n\nkorting\n\nkorting", [1, 5]),
        (f"<!-- postlint-ignore\n  {KORTING}:\n  om\n  deze reden -->\nkorting\n\nkorting", [7]),
        (f"<!-- postlint-ignore {CAPS}, {KORTING}: merknaam -->\nkorting", []),
        ("<!-- postlint-ignore non-promotie/actieprijs: oude naam -->\nkorting", []),
        (f"<!-- postlint-ignore-file {KORTING}: het gaat over de politiek -->\nkorting\n\nkorting", []),
        (f"korting\n\n<!-- postlint-ignore-start {KORTING}: x -->\n\nkorting\n\nkorting\n\n"
         f"<!-- postlint-ignore-end {KORTING} -->\n\nkorting", [1, 11]),
        (f"<!-- postlint-ignore-start {KORTING}: x -->\n\nkorting\n\n<!-- postlint-ignore-end -->\n\nkorting", [7]),
        (f"---\npostlint: {{ignore: [{{rule: {KORTING}, reason: citaat}}]}}\n---\nkorting\n\nkorting", []),
        (f"---\npostlint:\n  negeer:\n  - regel: {KORTING}\n    reden: citaat\n---\nkorting", []),
        (f"---\nallow: [{{rule: {KORTING}, reason: citaat}}]\n---\nkorting", []),
        (f"```\n{IGNORE}\n```\nkorting", [4]),
    ],
)  # fmt: skip
def test_covers_what_follows_a_range_or_the_file(text: str, left: list[int]) -> None:
    remaining, _ = lines_left(text)
    assert remaining == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"korting\n# postlint: ignore {KORTING}: reden\nkorting\nkorting\n\nkorting", [1, 6]),
        (f"# postlint: ignore {KORTING}: reden\n\n- korting\n- korting", [4]),
        (f"#postlint: ignore-start {KORTING}: reden\nkorting\n# postlint: ignore-end {KORTING}\nkorting", [4]),
        (f"# postlint: ignore-file {KORTING}: reden\nkorting\n\nkorting", []),
        (f"Wij schrijven # postlint: ignore {KORTING}: reden\nkorting", [1, 2]),
    ],
)
def test_lines_of_a_plain_text_do_the_same(text: str, left: list[int]) -> None:
    assert lines_left(text, "a.txt")[0] == left


def test_a_finding_about_the_whole_draft_needs_all_of_it() -> None:
    line = f"<!-- postlint-ignore {CAPS}: merknaam -->\n"
    for text, stays in ((f"{line}Een blok.", False), (f"{line}Een blok.\n\nNog een.", True)):
        draft = read_text(text, "a.md")
        assert bool(read_suppressions(draft, KNOWN).remaining([whole(draft)])) is stays
    draft = read_text(f"<!-- postlint-ignore-file {CAPS}: merknaam -->\nEen.\n\nTwee.", "a.md")
    assert read_suppressions(draft, KNOWN).remaining([whole(draft)]) == []


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (
            f"<!-- postlint-ignore {KORTING} -->\nkorting",
            "invalid",
            "Regel 1: de uitzondering voor non-promotie/korting",
        ),
        (f"<!-- postlint-ignore {KORTING}:  -->\nkorting", "invalid", "geen reden"),
        ("\n<!-- postlint-ignore -->\nkorting", "invalid", "Regel 2: noem de regel"),
        (f"<!-- postlint ignore {KORTING}: citaat -->\nkorting", "invalid", "schrijf «postlint-ignore regel: reden»"),
        (f"\n<!-- Post-lint: negeer {KORTING}: citaat -->\nkorting", "invalid", "Regel 2: dit lijkt een uitzondering"),
        (f"<!-- posltint-ignore {KORTING}: citaat -->\nkorting", "invalid", "lijkt een uitzondering"),
        ("<!-- postlint-ignore : reden -->\nkorting", "invalid", "noem de regel"),
        (f"<!-- postlint-ignroe {KORTING}: reden -->\nkorting", "invalid", "bedoel je «ignore»?"),
        ("<!-- postlint: uit -->\nkorting", "invalid", "kent «uit» niet"),
        (f"korting\n\n<!-- postlint-ignore {KORTING}: reden -->", "invalid", "Regel 3: onder deze uitzondering"),
        (f"<!-- postlint-ignore-end {KORTING} -->\nkorting", "invalid", "begint er geen"),
        (f"korting\n\n<!-- postlint-ignore-start {KORTING}: reden -->\nkorting", "invalid", "loopt door"),
        ("<!-- postlint-ignore kortng: reden -->\nkorting", "unknown", "bedoel je «non-promotie/korting»?"),
        ("<!-- postlint-ignore korting: reden -->\nkorting", "unknown", "bedoel je «non-promotie/korting»?"),
        (f"<!-- postlint-ignore {KORTING}: reden -->\nniets", "unused", "doet niets"),
        (f"---\nallow: [{{rule: {CAPS}, reason: merk}}]\n---\nkorting", "unused", "Regel 2"),
    ],
)
def test_what_is_wrong_with_one_is_told_with_its_line(text: str, code: str, says: str) -> None:
    [notice] = told(text)
    assert notice.code == f"suppression-{code}"
    assert notice.code in CODES
    assert says in notice.message


@pytest.mark.parametrize("said", ["postlint ignore", "Postlint-ignore", "postlint; ignore"])
def test_a_line_of_plain_text_that_was_meant_as_one_is_told_of_and_is_no_prose(said: str) -> None:
    text = f"Tekst\n# {said} {KORTING}: citaat"
    [notice] = told(text, "a.txt")
    assert notice.code == "suppression-invalid"
    assert notice.message.startswith("Regel 2: dit lijkt een uitzondering, maar zo herkent postlint die niet; ")
    assert notice.message.endswith("schrijf «# postlint: ignore regel: reden».")
    assert read_text(text, "a.txt").prose.strip() == "Tekst"


def test_plain_text_may_write_a_dash_too() -> None:
    assert lines_left(f"# postlint-ignore {KORTING}: citaat\nkorting\n\nkorting", "a.txt")[0] == [4]


@pytest.mark.parametrize(
    "comment",
    [
        "textlint-disable",
        "proselint: disable=typography",
        "markdownlint-disable MD013",
        "postlint vindt dit te lang",
        "postlint negeert dit commentaar",
        "ignore this",
        "-",
    ],
)
def test_a_comment_to_somebody_else_is_none_to_postlint(comment: str) -> None:
    assert told(f"<!-- {comment} -->\nniets") == []


def test_a_suppression_of_a_rule_that_took_no_part_is_not_called_unused() -> None:
    assert told(f"{IGNORE}\nniets", ran=False) == []


def test_one_that_is_used_on_one_channel_is_used() -> None:
    draft = read_text(f"{IGNORE}\nkorting", "a.md")
    suppressions = read_suppressions(draft, KNOWN)
    assert suppressions.remaining([]) == []
    assert suppressions.remaining(hits(draft)) == []
    assert list(suppressions.notices(lambda _: True)) == []


@pytest.mark.parametrize("law", ["privacy", "claims"])
def test_errors_of_privacy_and_claims_need_metadata(law: str) -> None:
    rule = f"{law}/x"
    known = {rule: rule}
    comment = f"<!-- postlint-ignore {rule}: mag -->\nkorting"
    front = f"---\npostlint: {{ignore: [{{rule: {rule}, reason: mag}}]}}\n---\nkorting"
    for text in (comment, front):
        draft = read_text(text, "a.md")
        refused = read_suppressions(draft, known)
        assert refused.remaining(hits(draft, rule)) == hits(draft, rule)
        [notice] = refused.notices(lambda _: True)
        assert notice.code == "suppression-refused"
        assert f"allow: [{{rule: {rule}, reason: …}}]" in notice.message
        assert "consent" in notice.message
        mild = read_suppressions(draft, known)
        assert mild.remaining(hits(draft, rule, Severity.WARNING)) == []
    draft = read_text(f"---\nallow: [{{rule: {rule}, reason: toestemming op papier}}]\n---\nkorting", "a.md")
    assert read_suppressions(draft, known).remaining(hits(draft, rule)) == []


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("allow: [{rule: a/b}]", "a.md:2: Bij de uitzondering voor a/b staat geen reden"),
        ("allow:\n- {reason: mag}", "a.md:3: Bij deze uitzondering staat geen regel"),
        ("allow: [a/b]", "a.md:2: De waarde van «allow» klopt niet"),
        ("postlint: a/b", "a.md:2: De waarde van «postlint» klopt niet"),
        ("postlint:\n  ignore: a/b", "a.md:3: De waarde van «ignore» klopt niet"),
    ],
)
def test_front_matter_that_is_no_exemption_is_a_problem_with_its_line(front: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        read_text(f"---\n{front}\n---\nTekst", "a.md")
    assert caught.value.to("nl").startswith(says)


DIRECTIVE = st.sampled_from(
    [
        f"# postlint: ignore {KORTING}: reden 👍",
        "  #postlint: ignore-end",
        "# postlint: ignore-start a/b: é",
        "# postlint:",
    ]
)
PIECE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12),
    st.sampled_from(["korting", "👩‍👩‍👧 korting", "e\u0301", "- korting", "> korting", "", "𝗸𝗼𝗿𝘁𝗶𝗻𝗴"]),
)
NEWLINE = st.sampled_from(["\n", "\r\n", "\r"])


@settings(deadline=None)
@given(st.lists(st.one_of(DIRECTIVE, PIECE), max_size=12), NEWLINE, st.booleans())
@example(["korting", "# postlint: ignore a/b: x", "korting"], "\r\n", True)
def test_stripped_lines_change_no_length_and_no_position(lines: list[str], newline: str, bom: bool) -> None:
    """A text with the lines and the same text without them: equal but for the places in the file."""
    text = "".join(line + newline for line in lines)
    kept = [line for line in lines if not line.lstrip().startswith(("# postlint:", "#postlint:"))]
    bare = "".join(line + newline for line in kept)
    try:
        draft = read_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode(), "a.txt")
        plain = read_text(bare, "a.txt")
    except Problem:
        assume(False)
        raise
    assert draft.prose == plain.prose
    assert draft.blocks == plain.blocks
    assert draft.posted.strip() == plain.posted.strip()
    assert draft.source == text.removeprefix("\ufeff")
    for finding in hits(draft):
        start, end = finding.span.start, finding.span.end
        assert draft.source[start.offset : end.offset].casefold() in {WORDS, "𝗸𝗼𝗿𝘁𝗶𝗻𝗴"}
        before = draft.source[: start.offset].replace("\r\n", "\n").replace("\r", "\n")
        assert start.line == before.count("\n") + 1


SOUP = st.lists(
    st.sampled_from(
        ["<!--", "-->", " postlint", "-ignore", "-start", "-end", "-file", ":", " ", KORTING, "a/b", ",", "reden",
         "\n", "\n\n", "korting", "# postlint: ", "ignore ", "\r\n", "- ", "> ", "👍", "postlint:"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(SOUP, st.text(max_size=80).map(lambda t: f"<!-- postlint-{t} -->\nkorting")), st.sampled_from("mt"))
def test_no_comment_breaks_the_reader(text: str, kind: str) -> None:
    try:
        draft = read_text(text, "a.md" if kind == "m" else "a.txt")
    except Problem:
        assume(False)
        raise
    suppressions = read_suppressions(draft, KNOWN)
    check_ranges(suppressions, draft)
    findings = hits(draft)
    left = suppressions.remaining(findings)
    assert [finding for finding in findings if finding in left] == left
    for notice in suppressions.notices(lambda _: True):
        assert notice.code in CODES
        assert "{" not in notice.message.replace("[{rule", "").replace("{rule:", "") or "{" in text


def check_ranges(suppressions: Suppressions, draft: Draft) -> None:
    for entry in suppressions.entries:
        assert entry.reason
        assert 1 <= entry.line <= draft.source.count("\n") + draft.source.count("\r") + 1
        if entry.range is not None:
            assert 0 <= entry.range.start <= entry.range.end <= len(draft.source)
