"""The demo trust: three invented schools and a nursery, as their own files and four terms of work leave them.

Nobody in it exists. It is made anew for whatever day it is loaded on: what falls due falls round that day.
"""
