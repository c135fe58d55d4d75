"""Dutch language analysis: the only part of postlint that imports spaCy. Imports nothing by itself."""
