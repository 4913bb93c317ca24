"""Is the site up? For load balancers and `bin/demo`."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse

from senco.permissions import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database and the cache answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    cache.set("healthz", 1, 5)
    return HttpResponse("ok\n", content_type="text/plain")
