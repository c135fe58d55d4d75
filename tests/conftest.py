"""Makes the helpers of this folder importable from the tests in the folders below."""
