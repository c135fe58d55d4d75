"""Dutch language analysis: the only part of postlint that imports spaCy. Importing this package alone does not.

spaCy's own `__init__` imports its command line, and so a downloader and an HTTP client, for the function `spacy.info`.
That is a quarter of its import time. Until someone calls the function, a stand-in for its module keeps all that out.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_HEAVY: Final = "spacy.cli.info"


def _info(*args: Any, **kwargs: Any) -> Any:
    """Import the real `spacy.info` and call it."""
    sys.modules.pop(_HEAVY, None)
    return import_module(_HEAVY).info(*args, **kwargs)


if "spacy" not in sys.modules:
    _stand_in: Any = ModuleType(_HEAVY)
    _stand_in.info = _info
    sys.modules.setdefault(_HEAVY, _stand_in)
