"""What a message plainly says to its reader: congratulations, condolences, support or thanks.

A small table of set phrases in the languages people write to each other at work. It would rather miss a
message than misread one: a closing "Thanks," says nothing, "thank you for" does.
"""

from __future__ import annotations

import re
import unicodedata

_SAID: dict[str, tuple[str, ...]] = {
    "condolences": (
        "my condolences",
        "our condolences",
        "deepest condolences",
        "sincere condolences",
        "heartfelt condolences",
        "deepest sympathy",
        "sorry for your loss",
        "sorry to hear about your loss",
        "herzliches beileid",
        "aufrichtiges beileid",
        "mein beileid",
        "unser beileid",
        "aufrichtige anteilnahme",
        "mes condoléances",
        "nos condoléances",
        "sincères condoléances",
        "mi más sentido pésame",
        "nuestro más sentido pésame",
        "mis condolencias",
        "le mie condoglianze",
        "sentite condoglianze",
        "meus pêsames",
        "meus sentimentos pela",
        "gecondoleerd",
        "wyrazy współczucia",
        "beklagar sorgen",
        "примите мои соболезнования",
        "соболезную",
        "ご愁傷さま",
        "お悔やみ申し上げ",
        "节哀",
    ),
    "congratulations": (
        "congratulations",
        "congrats",
        "happy work anniversary",
        "happy birthday",
        "alles gute zum geburtstag",
        "joyeux anniversaire",
        "feliz cumpleaños",
        "buon compleanno",
        "feliz aniversário",
        "fijne verjaardag",
        "herzlichen glückwunsch",
        "herzliche glückwünsche",
        "ich gratuliere",
        "wir gratulieren",
        "gratuliere dir",
        "gratuliere ihnen",
        "glückwunsch zu",
        "félicitations",
        "toutes mes félicitations",
        "je te félicite",
        "je vous félicite",
        "felicidades",
        "felicitaciones",
        "enhorabuena por",
        "mi enhorabuena",
        "congratulazioni",
        "complimenti per",
        "parabéns",
        "gefeliciteerd",
        "gratulacje",
        "gratuluję",
        "grattis till",
        "gratulerer med",
        "tillykke med",
        "поздравляю",
        "поздравляем",
        "おめでとうございます",
        "おめでとう",
        "恭喜",
        "祝贺你",
        "祝贺您",
    ),
    "support": (
        "here for you",
        "here if you need",
        "let me know if i can help",
        "let me know how i can help",
        "happy to help",
        "glad to help",
        "count on me",
        "you can count on us",
        "thinking of you",
        "you have my full support",
        "ich bin für dich da",
        "wir sind für dich da",
        "ich helfe dir gern",
        "ich helfe ihnen gern",
        "du kannst auf mich zählen",
        "sie können auf mich zählen",
        "je suis là pour toi",
        "je suis là pour vous",
        "tu peux compter sur moi",
        "vous pouvez compter sur moi",
        "cuenta conmigo",
        "cuente conmigo",
        "puedes contar conmigo",
        "puoi contare su di me",
        "può contare su di me",
        "conta comigo",
        "conte comigo",
        "je kunt op me rekenen",
        "możesz na mnie liczyć",
    ),
    "thanks": (
        "thanks for",
        "thank you for",
        "thanks so much",
        "thank you so much",
        "thanks very much for",
        "thank you very much for",
        "thanks a lot for",
        "many thanks for",
        "i am grateful for",
        "i'm grateful for",
        "we are grateful for",
        "danke für",
        "danke dir für",
        "danke ihnen für",
        "vielen dank für",
        "herzlichen dank für",
        "besten dank für",
        "ich bedanke mich",
        "merci pour",
        "merci de m'avoir",
        "merci beaucoup pour",
        "je vous remercie pour",
        "je te remercie pour",
        "gracias por",
        "grazie per",
        "grazie mille per",
        "obrigado por",
        "obrigado pela",
        "obrigado pelo",
        "obrigada por",
        "obrigada pela",
        "obrigada pelo",
        "bedankt voor",
        "dank je wel voor",
        "dank u wel voor",
        "dziękuję za",
        "tack för",
        "takk for",
        "tak for",
        "спасибо за",
        "благодарю за",
        "ありがとうございました",
        "感谢您",
        "谢谢你的",
        "谢谢您的",
    ),
}

_ASKED = (
    "thanks for your patience",
    "thank you for your patience",
    "thanks for your understanding",
    "thank you for your understanding",
    "thank you for your interest",
    "thanks for your interest",
    "danke für ihr verständnis",
    "vielen dank für ihr verständnis",
    "merci pour votre compréhension",
    "gracias por su comprensión",
)
"""Forms of asking, not of thanking."""

_FIRST_UNPARTED = 0x3000
"""The first character of scripts that do not part words: kana and Han."""

_INTRODUCING = (
    "introduce you",
    "introducing you",
    "let me introduce",
    "allow me to introduce",
    "like to introduce",
    "want to introduce",
    "wanted to introduce",
    "connecting you",
    "connect you two",
    "connect the two of you",
    "connect you with",
    "connect you to",
    "put you in touch",
    "putting you in touch",
    "put you two in touch",
    "you two should meet",
    "you should meet",
    "darf ich vorstellen",
    "darf ich euch vorstellen",
    "darf ich ihnen vorstellen",
    "euch bekannt machen",
    "sie bekannt machen",
    "euch vernetzen",
    "je vous présente",
    "je te présente",
    "mise en relation",
    "vous mettre en relation",
    "os presento",
    "te presento a",
    "les presento a",
    "le presento a",
    "poneros en contacto",
    "ponerlos en contacto",
    "vi presento",
    "ti presento",
    "mettervi in contatto",
    "apresento-vos",
    "apresentar vocês",
    "stel jullie aan elkaar voor",
    "breng jullie in contact",
)

_MEET = re.compile(
    r"(?:^|[,.:;!?] ?|(?:like|love|want) you (?:both |two |all )?to )(?:please )?meet "
    r"(?!(?:a|an|at|on|in|me|us|again|for|up|with|next|tomorrow|today|by|to|then|and|or|you|the|this|that|these|"
    r"those|there|here|soon|before|after|later|early|every|any|some|more|new|your|our|his|her|their|my|all|"
    r"people|clients|customers|expectations|deadlines|targets|goals|requirements|standards)\b)[^\W\d_]"
)
"""Ada, meet Ben; I'd like you to meet Ben. But not: let's see, meet at noon; I want you to meet my goals."""


def said_in(text: str) -> str | None:
    """The kind of interaction that a text plainly is: condolences, congratulations, support or thanks.

    None where it says nothing of the kind; of several the first in that order. Time is linear in the text.

    >>> said_in("Thank you for the introduction!"), said_in("See the attached minutes. Thanks, Ada")
    ('thanks', None)
    """
    plain = _plain(text)
    for phrase in _ASKED:
        plain = plain.replace(phrase, "")
    return next((kind for kind, phrases in _SAID.items() if _says_one_of(phrases, plain)), None)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("\u2019", "'").split())


def _says_one_of(phrases: tuple[str, ...], plain: str) -> bool:
    return any(phrase in plain and _stands_alone(phrase, plain) for phrase in phrases)


def _stands_alone(phrase: str, plain: str) -> bool:
    """Whether the phrase stands in the text as whole words, where its script parts words."""
    if ord(phrase[0]) >= _FIRST_UNPARTED:
        return True
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", plain) is not None


def introduces_in(text: str) -> bool:
    """Whether a text plainly says that its writer brings its readers together.

    >>> introduces_in("Ben, meet Cleo, who builds bridges."), introduces_in("Shall we meet on Monday?")
    (True, False)
    """
    plain = _plain(text)
    return any(phrase in plain for phrase in _INTRODUCING) or _MEET.search(plain) is not None
