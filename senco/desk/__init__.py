"""The first page: read-only questions across the apps, answered as frozen dataclasses from few queries.

`parts.py` says who sees what; each other module answers one part. Nothing here writes.
"""
