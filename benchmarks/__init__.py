"""How fast postlint is, as ratios within one run against floors and peers; see README.md."""
