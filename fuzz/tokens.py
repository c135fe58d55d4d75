"""What inputs are made of: for each target the signs and words that mean something there, and a few whole examples."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_ROOT = Path(__file__).resolve().parents[1]
_ANY = [" ", "\n", "\r\n", "\r", "\t", "a", "Ab", "é", "\x00", "\x1b[2J", "\u202e", "\u0301", "\u0316", "👩‍👧", "𝗯", "ⓐ",
        "\u2028", "\u0085", "\ufeff", "0", "12", "9" * 5000, "-", ":", ",", ";", "'", '"']  # fmt: skip
_MARKDOWN = ["# ", "> ", ">", "- ", "* ", "1. ", "*", "**", "_", "`", "```\n", "~~~\n", "![", "[", "]", "](", ")", "(b)", "<",
             ">", "</", "<a ", "<b>", "<p>", "</p>", "<div ", "<br>", "<img alt='", "<script>", "</script>", "<!--", "-->",
             "--!>", "<!", "<?", "<![CDATA[", "]]>", "&amp;", "&#", "&#x", "&#x110000;", ";", "&", "|", "|-|-|\n", "[^1]",
             "[^1]: ", "[a]: b\n", "~~", "\\", "- [ ] ", "https://a.nl", "#tag", "@naam", "<blockquote>", "</blockquote>",
             "<h1>", "<li>", "<td>", "=", "---\n", "...\n", "    ", "“", "”", "‘", "’", "«", "»", "• ", "1\ufe0f\u20e3 ", "🙂 ",
             "<!-- postlint: ignore a/b: c -->", "<!-- postlint-ignore-start a -->", "# postlint: ignore a/b"]  # fmt: skip
_YAML = ["---\n", "...\n", "- ", "? ", ": ", "{", "}", "[", "]", ", ", "|\n ", ">\n ", "!!int ", "!!timestamp ", "!!bool ",
         "!!float ", "!!binary ", "!!null ", "!!set ", "!!map ", "!!seq ", "!!omap ", "!!str ", "! ", "!a ", "&a ", "*a", "<<: ", "~",
         "2026-01-01", "2026-13-45", "0001-01-01T00:00:00+23:59", "31-3-2026", "ja", "no", "off", "true", "0x" + "f" * 5000,
         "1:1:1", "1e999", ".inf", ".nan", "0o7", "1_0", '""', "''", '"\\x1b"', '"\\0"', "# ", "%YAML 1.1\n", "%TAG ! a\n",
         "a" * 5000]  # fmt: skip
_FRONT = ["channel", "kanaal", "date", "datum", "kind", "soort", "media", "consent", "in_reply_to", "allow", "postlint", "ignore",
          "rule", "reason", "file", "alt", "people", "text", "from", "linkedin", "reply", "mentions", "title", "disclosure",
          "source", "audience", "decorative", "captions"]  # fmt: skip
_CONFIG = ["channel", "kind", "exclude", "ignore", "select", "severity", "options", "overrides", "paths", "practice", "rule_paths",
           "extends", "baseline", "dismissed", "audit", "timezone", "columns", "min_score", "fail_on", "jobs", "lang", "country",
           "model", "spelling", "moves", "linkedin", "more_than", "text", "kinds", "channels", "names", "topics", "nature", "!",
           "**/", "*", "[a-", "postlint.yaml", "..", "/", "~"]  # fmt: skip
_TOML = ["[", "]", "[[", "]]", "[tool.postlint]\n", "[tool.postlint.audit]\n", "[[tool.postlint.overrides]]\n", "[tool]\n", " = ",
         ".", "'''", '"""', "{", "}", "1979-05-27T07:32:00Z", "25:61:00", "0x" + "f" * 5000, "inf", "nan", "1e999", "true",
         "\\u0000", "\\uD800", "#", "tool", "postlint"]  # fmt: skip
_RULE = ["summary", "category", "severity", "check", "phrases", "lexicon", "unless", "message", "advice", "fix", "sources", "aliases",
         "override", "examples", "flag", "pass", "any", "all", "not", "absent", "present", "of", "at_least", "count", "more_than",
         "metric", "name", "metadata", "signal", "pattern", "dependency", "move", "judged", "in", "within", "place", "applies_to",
         "channels", "entries", "plain", "points", "praise", "law", "nl", "en", "{match}", "{", "}", "{0}", "{match.x}", "{match!r}",
         "{count:9999999}", "REGEX", "(a+)+$", "TEXT", "IN", "OP", "promotion", "error", "korting", "...", "...99", "/NOUN"]  # fmt: skip
_PHRASE = ["(", ")", "|", "*", "=", "/", "/NOUN", "/IMP", "/FOO", "_", "...", "...8", "...99", "<", ">", "<zorg>", "{", "}", "{price}",
           "{x}", "^", "$", " ", "korting", "a", "-", "’", "\u0308"]  # fmt: skip
_SUPPRESS = ["postlint:", " ignore ", " ignore-start ", " ignore-end ", " ignore-file ", "-ignore ", " ignroe ", "wet1/regel-1",
             "regel-2", "wet1/", ",", ":", " : ", "reden", " ", "\n", "# postlint:", "<!--", "-->", "--", "x"]  # fmt: skip
_JSON = ["{", "}", "[", "]", '"', '"a"', ":", ",", "null", "true", "1", "-1", "1e999", "NaN", "Infinity", "9" * 5000, '"\\ud800"',
         '"\\u0000"', "\\", '"text":', '"date":', '"tekst":"Tip"', '"in_reply_to":', '"channel":"x"', '"2026-01-01"', "\n",
         '"posts":[', '"DraftReport":', '"Finding":', '"Span":', '"Position":', '"Severity":', '"Verdict":', '"error"',
         '"postlint":"baseline"', '"version":1', '"key":"a"', '"path":"a.md"', '"rule":"a/b"', '"hash":"0"', '"count":',
         "window.YTD.tweets.part0 = ", '"tweet":', '"full_text":', '"entities":', '"urls":', '"url":"https://t.co/a"',
         '"expanded_url":"aaaaaaaa"', '"created_at":"Wed Oct 10 20:19:24 +0000 9999"', '"timestamp":', '"data":', '"post":',
         '"attachments":', '"media":', '"creation_timestamp":', '"title":', '"string_map_data":', '"noteTweet":{"core":'
         ]  # fmt: skip
_CSV = [";", ",", "\t", '"', '""', "\n", "\r\n", "\r", "text", "tekst", "date", "datum", "channel", "kind", "time", "reply_text",
        "2026-01-01", "31-3-2026 14:05", "9999-12-31T23:59:59", "0001-01-01 00:00", "T", " ", "linkedin", "reply", "Tip", "\x00",
        "Date,ShareLink,ShareCommentary\n", "Date,Link,Message\n", "UTC", ":", "om", "uur", "maart", "urn:li:share:1",
        "9999-12-31 23:59:59"]  # fmt: skip
_XML = ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>", "<w:tc>", "</w:tc>",
        "<w:hyperlink r:id='a'>", "</w:hyperlink>", "<w:txbxContent>", "</w:txbxContent>", "<mc:AlternateContent>",
        "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<w:pPr><w:pStyle w:val='a'/></w:pPr>", "<w:drawing><wp:inline>",
        "</wp:inline></w:drawing>", "<wp:docPr name='a' descr='b'/>", "<pic:pic/>", "<w:footnoteReference/>", "---", "—", "channel: x",
        "&amp;", "&#0;", "&#xD800;", "&x;", "<!DOCTYPE a [", "<!ENTITY x 'y'>", "]>", "<![CDATA[", "]]>", "\x00",
        "<Relationship Id='a' Type='x/styles' Target='styles.xml'/>", "<w:style w:styleId='a'><w:basedOn w:val='a'/></w:style>"
        ]  # fmt: skip

TOKENS: dict[str, list[str]] = {
    "plain": _ANY + _MARKDOWN, "printed": _ANY * 2 + _MARKDOWN, "markdown": _ANY + _MARKDOWN + _YAML + _FRONT, "standard_input": _ANY + _MARKDOWN + _YAML + _FRONT,
    "front": _ANY + _YAML + _FRONT * 2, "suppressions": _ANY + _SUPPRESS * 3, "phrase": _ANY + _PHRASE * 3,
    "rule": _ANY + _YAML + _RULE * 2, "signal": _ANY + _YAML + _RULE * 2, "lexicon": _ANY + _YAML + _RULE + _PHRASE,
    "config_yaml": _ANY + _YAML + _CONFIG * 2, "config_toml": _ANY + _TOML * 2 + _CONFIG, "baseline": _ANY + _JSON,
    "packed": _ANY + _JSON, "sealed": _ANY, "fixes": _ANY + _MARKDOWN + [chr(n) for n in range(12)] * 3,
    "table_csv": _ANY + _CSV * 2, "table_cells": _ANY + _CSV * 2, "table_jsonl": _ANY + _JSON, "archive": _ANY,
    "export": _ANY + _JSON + _CSV, "json_records": _ANY + _JSON * 2, "word": _ANY, "word_xml": _ANY + _XML * 3,
}  # fmt: skip

_NAMES = ("w", "r", "mc", "wp", "pic")
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/markup-compatibility/2006", "wp", "pic",
)  # fmt: skip
XML_HEAD = ("<w:document " + " ".join(f'xmlns:{n}="{s}"' for n, s in zip(_NAMES, _SPACES, strict=True)) + ">").encode()
XML_TAIL = b"</w:document>"
FRAMES = {"word_xml": (XML_HEAD, XML_TAIL), "config_toml": (b"[tool.postlint]\n", b"")}
"""What stands around an input, half of the time, so that more of it is read."""


def _zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


@cache
def seeds(target: str) -> list[bytes]:
    """Give whole inputs of a target that are right."""
    rules = _ROOT / "rules"
    if target in ("rule", "signal", "lexicon"):
        folder = {"rule": "kwaliteit", "signal": "signals", "lexicon": "lexicons"}[target]
        return [path.read_bytes() for path in sorted((rules / folder).glob("*.yaml"))[:12]]
    document = XML_HEAD + b"<w:body><w:p><w:r><w:t>Een tip.</w:t></w:r></w:p></w:body>" + XML_TAIL
    fixed = {
        "word": [_zipped(**{"word/document.xml": document})], "word_xml": [document],
        "archive": [_zipped(**{"a.md": b"Een tip.\n"}), _zipped(**{"a.csv": b"text\nTip\n"}),
                    _zipped(**{"data/tweets.js": b'window.YTD.tweets.part0 = [{"tweet":{"full_text":"Tip"}}]'})],
        "config_yaml": [b"channel: linkedin\nseverity: {kwaliteit: warning}\noverrides: [{paths: [a/], kind: reply}]\n",
                        b"audit: {timezone: Europe/Amsterdam, columns: {text: t}}\nextends: b.yaml\noptions: {a/b: {more_than: 3}}\n"],
        "config_toml": [b"[tool.postlint]\nchannel = 'x'\n[[tool.postlint.overrides]]\npaths=['a']\n[tool.postlint.severity]\na='off'\n"],
        "baseline": [b'[{"postlint":"baseline","version":1,"key":"a"}\n,{"path":"a.md","rule":"a/b","hash":"0","count":2}\n]'],
        "front": [b"channel: [linkedin, x]\ndate: 2026-01-01\nmedia: [{file: a.jpg, alt: x, people: 2}]\n",
                  b"in_reply_to: {text: a, from: b, date: 2026-01-01}\nallow: [{rule: a/b, reason: c}]\nconsent: {a: [b]}\n"],
        "table_csv": [b"date;text;channel;kind\n2026-01-01;Tip;x;reply\n"],
        "table_jsonl": [b'{"text":"Tip","date":"2026-01-01","in_reply_to":{"text":"a"}}\n'],
        "json_records": [b'[{"a":1},{"b":[2]}]', b'{"posts":[{"a":1},2]}'], "phrase": [b"^(nu) boek* ...3 <zorg>|{price}/NOUN$"],
        "export": [bytes([4]) + b'window.YTD.tweets.part0 = [{"tweet":{"full_text":"Tip","created_at":"Wed Oct 10 20:19:24 +0000 2018"}}]',
                   bytes([6]) + b"Date,ShareLink,ShareCommentary\n2026-01-01 10:00:00,urn:li:share:1,Tip\n",
                   bytes([8]) + b'[{"timestamp":1700000000,"data":[{"post":"Tip"}]}]',
                   bytes([9]) + b'[{"media":[{"title":"Tip","creation_timestamp":1700000000}]}]'],
        "suppressions": [b" ignore a/b, c/d: reden", b" ignore-start a: b"],
    }  # fmt: skip
    return fixed.get(target, [b"Een tip.\n", b"# Kop\n\n- een\n- [twee](https://a.nl) ![x](y.png)\n\n> citaat\n"])
