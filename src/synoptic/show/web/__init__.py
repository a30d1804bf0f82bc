"""The desk: an archive as a web application on this machine, and the same over HTTP for programs.

`create_app(keeper)` is an ASGI application; `synoptic serve` runs it. Pages are made from the last state of the archive that the keeper has.
"""
