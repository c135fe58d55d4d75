"""postlint: a linter for Dutch social-media posts by care professionals."""
