"""Closed word lists that tell imperatives from their look-alikes."""

from __future__ import annotations

from typing import Final

from postlint.dutch.wordlists import words

NEVER_ORDERED: Final = words(
    "mag moet kan wil zal zul kun mocht zou heet wou hoef word krijg ben bent is was had men mijn zijn "
    "ons dan toen al wie wat er hem het een de die dat niet heel zeker jouw beide recht ver eigen hard "
    "net zeer wel zonder jij mist om op in aan uit mee want maar dus hoe te ken woon"
)
"""Stems that are no order, or are the stem of a rare verb and nearly always another word."""

FIRST_PERSON_DROPPED: Final = {
    "heb": words("geduld vertrouwen lef moed respect begrip aandacht oog lief het plezier altijd gerust"),
    "vind": words("de je jouw uw een hier jezelf"),
    "weet": words("dat jezelf wat"),
    "voel": words("de je jezelf even eens hoe waar aan of tussen met wat"),
    "zie": words("ook hier de onze pagina hieronder het www bijlage link voor"),
    "hoop": words("nooit"),
    "geloof": words("in niet"),
    "zit": words("rechtop niet stil ontspannen er niet eens niet zo even op"),
    "sta": words("dan voor klaar recht rechtop stil op niet even eens elk elke regelmatig om vaker af vaak toe"),
    "lig": words("niet op stil"),
    "mis": words("het niets deze geen niet onze"),
    "merk": words("op"),
    "hoor": words("eens"),
    "snap": frozenset(),
    "baal": frozenset(),
    "kreeg": frozenset(),
    "leer": words("hoe van meer je jezelf uw de een alles het wat beter in op reanimeren samen over omgaan"),
    "slaap": words("op met genoeg voldoende goed lekker eens niet minstens zonder een"),
    "verwacht": words("niet geen"),
    "herken": words("de je"),
    "dank": frozenset(),
    "wens": words("jezelf elkaar"),
    "leef": words("gezond bewust je zoals niet met volgens"),
    "woon": frozenset(),
    "bewonder": words("elkaar jezelf"),
}
"""Stems that often stand without `ik`, with the words after them that still make an order."""

ALMOST_ALWAYS_VERBS: Final = words(
    "adem amuseer annuleer antwoord app bedenk begin beloon bescherm betrek bewaak beweeg bekijk bel "
    "bereid beschrijf bespreek bestel bezoek bijt blaas blijf boek bouw breng buig bukt check combineer "
    "controleer dans dim doe doneer download draag draai drink druk duw eet fiets film ga geef gebruik "
    "geniet gooi gun haal hang help herhaal houd hou hoest ken kies kijk klik klop kneed knijp knip knoop "
    "kom kook koop kruis laat lees leen leg let leun like loop luister maak mail masseer meet meld neem "
    "monteer noteer onderzoek ontdooi ontvang overleg pak plaats plan regel poets praat print probeer "
    "proef reageer rek reken repost reserveer rol rooster rust scan schraap schrap schrijf schud schuif "
    "sla slik sluit smeer snijd snij snuit span speel spoel spreek spreid spring spuug sta start steek "
    "stel stem stop strek strooi streel stretch stuur swipe tag tast tel tik til train trek typ veeg "
    "ververs vergeet verlies vermijd vertel volg voeg vraag vul wacht wandel wees win wissel wrijf zak "
    "zeg zet zing zoek zorg hurk zwem zwaai wip stap rook bewaar scroll scrol"
)
"""Stems that are nouns too, but hardly ever are where a clause opens and no noun cue follows."""

NOUN_CUES: Final = {
    "boek": words("uit dicht open over van voor met is en of uit"),
    "tip": words("van voor over uit is en #"),
    "bel": words("van is"),
    "werk": words("van voor is en aan hier nu"),
    "stel": words("met van uit"),
    "kom": words("uit"),
    "dank": words("voor aan je jullie u en"),
    "stap": words("voor na een twee drie # is"),
    "plan": words("van voor is a b"),
    "start": words("van is # nieuwe in op om september oktober januari maandag"),
    "deel": words("twee drie een van # is uit"),
    "vraag": words("van voor over is # en 1 maar"),
    "rust": words("roest is en na voor brengt in op"),
    "zorg": words("is om en in op thuis van voor"),
    "druk": words("weekje weekend schema is bezig op week dagje maar en druk dag met"),
    "slaap": words("is en van hangen over"),
    "steun": words("op van voor bij in aan is"),
    "train": words("-"),
    "app": words("van voor is over met"),
    "mail": words("van is en uit"),
    "spreek": frozenset(),
    "help": frozenset(),
    "bezoek": words("van is aan bij en"),
    "gebruik": words("van is en"),
    "loop": words("van der is"),
    "open": words("dag dagen deur huis brief avond vraag voor tot van op is inloop spreekuur minded"),
    "warm": words("en weer welkom voor is water bad hart onthaal aanbevolen"),
    "fris": words("en"),
    "vul": frozenset(),
    "pas": words("als na in dan sinds geopend verhuisd toen later vanaf"),
    "was": words("het een dat er gisteren weer leuk en"),
    "plaats": words("van en voor"),
    "stop": frozenset(),
    "speel": frozenset(),
    "stem": words("van en"),
    "film": words("over van en"),
    "fiets": words("van gestolen kwijt is met"),
    "rook": words("van en"),
    "kook": frozenset(),
    "reken": frozenset(),
    "meet": frozenset(),
    "ruim": words("de # een voldoende"),
    "vier": words("weken dagen jaar maanden keer uur # tips van op en collega's oefeningen stappen op"),
    "win": frozenset(),
    "koop": frozenset(),
    "wees": frozenset(),
    "koel": words("en"),
    "proef": words("en van"),
    "print": words("van klaar"),
    "spring": frozenset(),
    "rol": words("van"),
    "adem": words("en is die"),
    "tel": frozenset(),
    "pak": words("van"),
    "kies": words("getrokken # is"),
    "trek": words("in na"),
    "span": frozenset(),
    "zin": words("in om van of en"),
    "roep": words("om van"),
    "groet": words("van uit"),
    "week": words("van #"),
    "raad": words("van"),
    "last": words("van"),
    "hoest": words("bij en is"),
    "teken": words("dat van"),
    "val": words("niet is van en"),
    "sla": words("uit en met is"),
    "check": words("op"),
    "begin": words("van oktober november januari maart april mei juni juli september is volgende deze dit"),
    "dans": words("is en"),
    "overleg": words("met is over en tussen"),
    "antwoord": words("op van is"),
    "onderzoek": words("naar van is wijst toont laat uit en onder bij"),
    "regel": words("van is # een"),
    "blijf": frozenset(),
    "spoed": words("of"),
    "update": words("over"),
    "sport": words("en is"),
    "reis": words("naar"),
    "groep": words("#"),
    "kamer": words("#"),
    "blok": words("#"),
}
"""For stems that are nouns too: the words (and # for a number) that show the noun where they follow it."""

NOUN_UNLESS_CUED: Final = words(
    "start les spoed droog schoon bak plak raak antwoord beet heup kuur blik hart groei schat groet vis "
    "reis bloed koorts rook feest ruim vier tip melk thee last val sla"
)
"""Nouns and adjectives that are orders only with one of `ORDER_CUES` or a particle, even if the model says so."""

FOLLOWED_AS_ORDER: Final = words("geniet leer profiteer wissel vertrek ga kom blijf maak herstel spring trek neem")
"""Stems that take `van` as a verb."""

SUBJECTS: Final = words("ik jij we wij ge gij men 'k zich")
"""Words that, right after the verb, are its subject."""

ORDER_CUES: Final = words(
    "er erop erom eraan ervan ermee erover de het een je jouw uw jullie deze dit die dat elkaar jezelf "
    "uzelf me mij ons hem haar ze elke elk iedere eens dan maar even niet geen nooit altijd ook vooral "
    "gerust rustig langzaam zachtjes voorzichtig regelmatig vaker minder meer genoeg voldoende liever "
    "hier nu alvast snel direct gewoon samen eerst zelf af mee aan uit door terug langs bij alle wat hoe"
)
"""Words that, right after a stem that may be a noun, show the verb."""

REFLEXIVE: Final = {
    "meld": words("aan af ziek"),
    "schrijf": words("in uit"),
    "geef": words("op over"),
    "abonneer": frozenset(),
    "schaam": frozenset(),
    "haast": frozenset(),
    "sluit": words("aan"),
    "bereid": words("voor"),
    "stel": words("voor"),
    "voel": words("vrij welkom niet"),
    "verdiep": frozenset(),
    "concentreer": frozenset(),
    "richt": words("op"),
    "focus": words("op"),
    "gun": frozenset(),
    "wapen": frozenset(),
    "vergis": words("niet"),
    "verbaas": frozenset(),
    "oriënteer": frozenset(),
    "realiseer": frozenset(),
    "bedenk": words("dat"),
    "draai": words("om"),
    "strek": words("uit"),
    "rek": words("uit"),
    "maak": words("geen"),
    "houd": words("aan vast in"),
    "hou": words("aan vast in"),
    "laat": words(
        "niet verrassen adviseren inspireren informeren helpen meten onderzoeken begeleiden prikken behandelen"
    ),
    "zet": words("schrap af"),
    "kleed": words("aan om warm"),
    "scheer": words("weg"),
    "registreer": frozenset(),
    "verzeker": frozenset(),
    "verplaats": words("in"),
    "verwen": frozenset(),
    "omring": frozenset(),
    "bescherm": words("tegen"),
    "vergelijk": words("niet"),
    "ontspan": frozenset(),
    "bekommer": frozenset(),
    "beperk": words("tot"),
    "onthoud": frozenset(),
    "vestig": frozenset(),
    "neem": words("voor"),
    "dwing": words("niet"),
    "span": words("in"),
    "verheug": frozenset(),
    "bemoei": frozenset(),
    "wend": words("tot"),
}
"""Stems with a reflexive `je`; where words are listed, one of them must follow: a particle, or what completes it."""

EVER_SINCE: Final = words("al sinds zelden soms")
STILL: Final = words("vaak steeds altijd dagelijks")
"""After `nog`."""

JUST_NOW: Final = words(
    "net vandaag morgen gisteren vanavond vanmorgen vanmiddag zojuist eindelijk weer zelf binnenkort momenteel"
)
"""Right after one of `TOLD_OF_ONESELF`, the sign of a statement without its `ik`: «Kom net terug van een congres»."""

TOLD_OF_ONESELF: Final = words(
    "ga kom loop neem werk start begin train sta zit mag schrijf volg geef rijd fiets lees kijk maak doe"
)

TOLD_TO_OTHERS: Final = words(
    "stuur volg help vertel bel geef laat app mail gun zeg deel lees bekijk check bestel geloof stel "
    "vraag tag koop boek download luister kijk probeer doe kom maak ontdek ontvang gebruik neem pak "
    "schrijf bezoek reserveer test like bewaar steun"
)
"""Verbs that an order may well combine with mijn; with others, mijn shows a statement without its `ik`."""

ABOUT_ME: Final = words(
    "verheug verbaas schaam realiseer herinner erger vergis amuseer voel verdiep concentreer interesseer "
    "verveel haast verwonder"
)
"""Verbs whose `me` or `mij` shows a statement without its `ik`."""
