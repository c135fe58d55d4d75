"""Dutch is never called foreign; what is plainly foreign is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from postlint.draft.language import is_dutch

# Short posts, jargon, English loans, Flemish, telegram style, hashtags.
DUTCH = """\
Vandaag weer lekker bewogen met de groep, top gedaan allemaal!
Rugpijn nekpijn schouderklachten behandeling fysiotherapie manuele therapie dry needling
Werkplekonderzoek zorgt ervoor dat medewerkers minder last hebben van nek en schouders.
Save the date: webinar over evidence based practice en shared decision making
Check de link in bio voor onze nieuwste blog over low back pain management
Tip: poets twee keer per dag, gebruik ragers en spoel niet na
Wist ge dat ge beter kunt wandelen dan blijven zitten met uw rug?
Amai, wat een schone dag was dat gisteren op het congres in Gent!
Hydratatie, eiwitten, vezels, koolhydraten en vetten: vijf bouwstenen voor sporters
Mooi artikel collega! Goed geschreven en herkenbaar, vooral punt drie
Team meeting, case review, intervisie, MDO, PCP, huisartsenoverleg: drukke week gehad
Happy Monday! Nieuwe week, nieuwe kansen, nieuwe energie, let's go team!
Gezond eten hoeft niet duur te zijn. #voeding #gezond #dietist #leefstijl
Onderzoek toont: krachttraining verlaagt valrisico ouderen dertig procent, schrijft tijdschrift
Lees verder, reageer onderaan, deel gerust met collega's, dank alvast
Logopedie bij kinderen met TOS: drie oefeningen om thuis te doen
Great to see iedereen vandaag bij de kick-off van ons running project
Blessurepreventie hardlopers: warming-up, cooling-down, core stability, interval training, recovery
De nieuwe NHG-standaard aspecifieke lagerugpijn is uit; lees mee met mij
Osteoporose, artrose, artritis: drie begrippen, drie verschillende aandoeningen, drie behandelingen
Bedankt voor jullie komst, fantastische avond gehad, tot volgend jaar allemaal
Congres Rotterdam, posterpresentatie, veel inspiratie, mooie gesprekken, moe maar voldaan
Mindset, self-care, stress management: drie buzzwords waar onze cliënten mee worstelen
Onze podcast staat online: aflevering vier over bekkenfysiotherapie na zwangerschap
Patient journey mapping: workshop results, key insights, next steps voor teams in zorg
Kinderen leren spelenderwijs bewegen. Spring, klim, rol, gooi, vang, lach!
Mondhygiënist vertelt: gaatjes voorkomen begint bij goed poetsen en flossen
Hoe gaat het met jou? Neem vandaag vijf minuten rust en adem diep
Slaap slecht? Vermijd koffie, schermlicht, alcohol, zware maaltijden vlak voor bedtijd
Ergotherapie thuis: veilig koken, douchen, traplopen en hobby's oppakken na CVA
Plantaardig ontbijt: havermout, noten, bessen, sojayoghurt, lijnzaad, kaneel, banaan
Personal branding tips for zorgprofessionals: be authentic, show expertise, deel kennis
Goeiemorgen! Kijk eens wat een prachtige opkomst bij beweegochtend Tilburg
Zeven feiten over tandvlees die bijna niemand kent, nummer drie verrast
Wandelen helpt. Fietsen helpt. Zwemmen helpt. Stilzitten helpt zelden.
Allee, nu moet ge toch eens stoppen met roken, uw longen danken u
Revalidatie na knieprothese: week één, week twee, week zes, week twaalf
Vacature: wij zoeken een enthousiaste collega voor twintig uur per week
Vanochtend scholing gevolgd pijneducatie graded activity motiverende gespreksvoering heel leerzaam
Diabetes type 2 remission lifestyle medicine: het kan echt, ook bij ouderen
""".splitlines()

FOREIGN = """\
Five tips for better sleep: keep a regular schedule and avoid screens before bed.
We are happy to announce that our new clinic opens its doors next Monday morning.
Back pain? Try these simple exercises at home every day for two weeks.
Running injuries often come from doing too much too soon, so build up slowly.
Heute zeigen wir euch drei einfache Übungen gegen Rückenschmerzen im Büro.
Regelmäßige Bewegung senkt das Risiko für Herzkrankheiten, sagt eine neue Studie aus Berlin.
Trois exercices simples pour soulager le mal de dos au bureau et à la maison.
Une bonne nuit de sommeil commence par une chambre fraîche et sans écran.
Tres ejercicios sencillos para aliviar el dolor de espalda en la oficina y en casa.
Cinque consigli per dormire meglio: orari regolari e niente schermi prima di dormire.
Vyf wenke vir beter slaap: hou by vaste tye en moenie laat koffie drink nie.
Ons is bly om te sê dat ons nuwe kliniek volgende week sy deure oopmaak vir almal.
Daglig bevægelse er godt for både krop og sind, og det behøver ikke at være svært.
Fem tips för bättre sömn: håll fasta tider och undvik skärmar innan du ska sova.
Daily exercise is good for body and mind; walking thirty minutes works wonders.
Codzienny ruch jest dobry dla ciała i umysłu, a spacer przez trzydzieści minut czyni cuda.
Sırt ağrısı için evde her gün yapabileceğiniz üç basit egzersiz ve daha fazlası burada.
Trije ienfâldige oefeningen foar minder lêst fan 'e rêch by it wurk, ek foar thús.
Cinco dicas para dormir melhor: horários regulares e nada de ecrãs antes de deitar.
Fem råd for bedre søvn: hold faste tider og unngå skjermer før du skal legge deg.
""".splitlines()


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_never_called_foreign(text: str) -> None:
    assert is_dutch(text) is not False


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_noticed(text: str) -> None:
    assert is_dutch(text) is False


def test_dutch_with_a_foreign_passage_stays_dutch() -> None:
    assert is_dutch(f"{DUTCH[2]} {FOREIGN[0]}") is True
    assert is_dutch(f"Collega's, lees dit onderzoek. Zij schrijven: {FOREIGN[3]}") is True


@pytest.mark.parametrize(
    "text",
    [
        "Mooi gezegd, collega!",
        "https://example.com/een-lange-weg #gezond #zorg #fysio @collega @praktijk #bewegen #rug 🎉 🎉",
        "Zie fysiopraktijk.nl en info@praktijk.nl of www.praktijk.nl voor #meer #informatie #graag",
        "",
    ],
)
def test_too_few_words_to_tell(text: str) -> None:
    assert is_dutch(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Наша клініка чекає на вас щодня.",
        "مرحبا بكم في عيادتنا",
        "你好，这是我们诊所的新消息！",
        "Καλώς ήρθατε στο ιατρείο",
    ],
)
def test_another_script_is_another_language(text: str) -> None:
    assert is_dutch(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "𝗡𝗶𝗲𝘂𝘄𝘀 𝘃𝗮𝗻 𝗱𝗲𝘇𝗲 𝘄𝗲𝗲𝗸: onze wachtkamer heeft weer een leestafel",
        "Wij spreken ook українська мова, en je mag altijd iemand meenemen die voor je vertaalt",
        "Bètacaroteen en ω-3",
    ],
)
def test_dutch_with_odd_letters_stays_dutch(text: str) -> None:
    assert is_dutch(text) is not False


def test_clear_dutch_does_not_load_the_identifier() -> None:
    code = (
        "import sys; from postlint.draft.language import is_dutch; "
        "assert is_dutch('Vandaag hebben we het over slapen en waarom je dat nodig hebt'); "
        "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
