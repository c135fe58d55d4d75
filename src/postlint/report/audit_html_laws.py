"""What a page says of each law, of topics and of reply times."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.audited import Audit, LawAudit, Metric, Rating
from postlint.findings import Text
from postlint.report import words
from postlint.report.audit_html_charts import bars, can_draw
from postlint.report.audit_html_figure import figure, heading, table
from postlint.report.dates import day
from postlint.report.html_draft import law_name
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line

_DELAY = "reply-delay"
_MOST_TOPICS = 15
_SIGNS = {Rating.RED: "✖", Rating.ORANGE: "!", Rating.GREEN: "✓", Rating.UNKNOWN: "–"}
_LAWS = Text("De wetten", "The laws")
_STATES = {
    Rating.RED: Text("gebroken", "broken"),
    Rating.ORANGE: Text("zwak", "weak"),
    Rating.GREEN: Text("in orde", "kept"),
    Rating.UNKNOWN: Text("te weinig om iets te zeggen", "too little to say"),
}
_LAWS_SAY = Text(
    "Wetten waarover iets te zeggen is: {rated}. In orde: {kept}; zwak: {weak}; gebroken: {broken}.",
    "Laws that something can be said of: {rated}. Kept: {kept}; weak: {weak}; broken: {broken}.",
)
_NO_LAWS = Text("Over geen enkele wet is genoeg bekend.", "Too little is known of every law.")
_SCORES = Text("Score per wet", "Score by law")
_LAW_HEAD = (Text("Wet", "Law"), Text("Oordeel", "Verdict"), Text("Score", "Score"))
_MEASURES = Text("Waarop dat rust", "What that rests on")
_MEASURE_HEAD = (
    Text("Maat", "Measure"), Text("Wet", "Law"), Text("Oordeel", "Verdict"), Text("Nu", "Now"),
    Text("Goed is", "Good is"), Text("Eerder", "Before"), Text("Aantal", "Number"),
)  # fmt: skip
_TOPICS = Text("Onderwerpen", "Topics")
_TOPICS_SAY = Text(
    "«{first}» komt het meest voor: {n} van de {all} berichten met een onderwerp. Aantal onderwerpen: {topics}.",
    "“{first}” is the most frequent: {n} of {all} posts with a topic. Number of topics: {topics}.",
)
_MADE = Text(
    " postlint heeft de berichten zelf gegroepeerd, want er staat geen onderwerp bij; lees het als een schatting.",
    " postlint grouped the posts by itself, for they name no topic; read it as an estimate.",
)
_TOPIC_HEAD = (
    Text("Onderwerp", "Topic"), Text("Berichten", "Posts"), Text("Aandeel (%)", "Share (%)"),
    Text("Laatste keer", "Last"),
)  # fmt: skip
_REPLIES = Text("Wachttijd op een antwoord", "Wait for an answer")
_REPLIES_SAY = Text(
    "De helft van de antwoorden waarvan de wachttijd bekend is ({n}), kwam binnen {hours}.",
    "Half of the replies with a known delay ({n}) came within {hours}.",
)
_OPEN = (
    Text(" {n} reactie wacht nog op antwoord.", " {n} reaction still waits for an answer."),
    Text(" {n} reacties wachten nog op antwoord.", " {n} reactions still wait for an answer."),
)
_EVERYTHING = Text("Alles", "Everything")
_REPLY_HEAD = (
    Text("Waar", "Where"), Text("Mediaan", "Median"), Text("Goed is", "Good is"), Text("Antwoorden", "Replies"),
)  # fmt: skip


def laws_section(audit: Audit, options: RenderOptions) -> Html:
    """Give the state of every law, with what it rests on."""
    lang = options.lang
    states = [_state(law) for law in audit.laws]
    rated = [state for state in states if state is not Rating.UNKNOWN]
    names = {"kept": Rating.GREEN, "weak": Rating.ORANGE, "broken": Rating.RED}
    facts = {name: sum(state is rating for state in rated) for name, rating in names.items()}
    says = _LAWS_SAY.to(lang).format(rated=len(rated), **facts) if rated else _NO_LAWS.to(lang)
    head = element("tr", *(element("th", title.to(lang), scope="col") for title in _LAW_HEAD))
    overview = wide_table("wetten-tabel", _SCORES.to(lang), head, joined(*(_law(law, options) for law in audit.laws)))
    scored = [
        (law_name(law.law, options), float(law.score), str(law.score)) for law in audit.laws if law.score is not None
    ]
    drawing = bars(_SCORES.to(lang), scored, 100) if scored and can_draw() else Html("")
    title = heading("wetten", _LAWS, lang)
    return joined(title, figure(says, drawing, overview, options), *_measures(audit, options))


def _law(law: LawAudit, options: RenderOptions) -> Html:
    score = "–" if law.score is None else str(law.score)
    return element(
        "tr", element("th", law_name(law.law, options), scope="row"), element("td", _badge(_state(law), options)),
        element("td", score, class_="number"),
    )  # fmt: skip


def _measures(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    told = [metric for metric in audit.metrics if metric.rating is not Rating.UNKNOWN]
    if told:
        head = element("tr", *(element("th", title.to(options.lang), scope="col") for title in _MEASURE_HEAD))
        rows = joined(*(_measure(metric, options) for metric in told))
        yield wide_table("maten", _MEASURES.to(options.lang), head, rows)


def _measure(metric: Metric, options: RenderOptions) -> Html:
    before = metric.previous_shown or "–"
    return element(
        "tr", element("th", _where(metric, metric.label), scope="row"), element("td", law_name(metric.law, options)),
        element("td", _badge(metric.rating, options)), element("td", one_line(metric.shown)),
        element("td", one_line(metric.limit) or "–"), element("td", one_line(before)),
        element("td", str(metric.n), class_="number"),
    )  # fmt: skip


def topics_section(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    """Give the topics, most frequent first; nothing where there are none."""
    if not audit.topics:
        return
    lang, topics = options.lang, audit.topics
    number = sum(topic.posts for topic in topics)
    facts = {"first": one_line(topics[0].name), "n": topics[0].posts, "all": number, "topics": len(topics)}
    says = _TOPICS_SAY.to(lang).format(**facts)
    if any(topic.made for topic in topics):
        says += _MADE.to(lang)
    rows = []
    for topic in topics:
        last = "–" if topic.last is None else day(topic.last, lang)
        rows.append((topic.name, str(topic.posts), words.decimal(100 * topic.share, lang), last))
    shown = [(topic.name, float(topic.posts), str(topic.posts)) for topic in topics[:_MOST_TOPICS]]
    drawing = bars(_TOPICS.to(lang), shown) if can_draw() else Html("")
    behind = table("onderwerpen-tabel", _TOPICS, _TOPIC_HEAD, rows, lang)
    yield joined(heading("onderwerpen", _TOPICS, lang), figure(says, drawing, behind, options))


def replies_section(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    """Give how long people wait for an answer, as a whole and apart; nothing where no delay is known."""
    lang, counts = options.lang, audit.counts
    known = [metric for metric in audit.metrics if metric.measure == _DELAY and metric.value is not None]
    if counts.median_reply_delay_hours is None:
        return
    hours = f"{words.decimal(counts.median_reply_delay_hours, lang)} {'uur' if lang == 'nl' else 'hours'}"
    says = _REPLIES_SAY.to(lang).format(n=counts.reply_delays_n, hours=hours)
    if counts.unanswered:
        says += _OPEN[counts.unanswered > 1].to(lang).format(n=counts.unanswered)
    rows = [(_where(one, _EVERYTHING.to(lang)), one.shown, one.limit or "–", str(one.n)) for one in known]
    if not rows:
        rows = [(_EVERYTHING.to(lang), hours, "–", str(counts.reply_delays_n))]
    shown = [(_where(one, _EVERYTHING.to(lang)), one.value or 0, one.shown) for one in known]
    drawing = bars(_REPLIES.to(lang), shown) if shown and can_draw() else Html("")
    behind = table("wachttijd-tabel", _REPLIES, _REPLY_HEAD, rows, lang)
    yield joined(heading("wachttijd", _REPLIES, lang), figure(says, drawing, behind, options))


def _where(metric: Metric, everywhere: str) -> str:
    """Give what a measure is called, or of which posts it speaks."""
    scope = metric.scope
    if scope.kind == "all":
        return one_line(everywhere)
    name = one_line(scope.label or scope.name)
    return f"{one_line(metric.label)} ({name})" if everywhere == metric.label else name


def _state(law: LawAudit) -> Rating:
    if law.broken:
        return Rating.RED
    if law.weak:
        return Rating.ORANGE
    return Rating.UNKNOWN if law.score is None else Rating.GREEN


def _badge(rating: Rating, options: RenderOptions) -> Html:
    return element("span", f"{_SIGNS[rating]} {_STATES[rating].to(options.lang)}", class_=f"badge {rating}")
