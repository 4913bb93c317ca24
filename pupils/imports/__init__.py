"""Readers of the files that schools export. Pure: bytes in, rows and problems out."""
