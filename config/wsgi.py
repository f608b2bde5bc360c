import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Rows of a page refer to each other in cycles, which the garbage collector frees. By default it does so after
# about ten pages, and one reader waits a tenth of a second for it; so it runs after every page or two, and
# passes over what was loaded at the start.
get_resolver().url_patterns  # noqa: B018 - loads all of it
gc.collect()
gc.freeze()
gc.set_threshold(700, 10, 1)
