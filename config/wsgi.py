import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Rows of a page name each other in circles, which the collector finds. As Python has it, it does so after
# ten pages, in a tenth of a second that one reader waits for; so let it be after each or two, and leave
# out what is there for good.
get_resolver().url_patterns  # noqa: B018 - loads all of it
gc.collect()
gc.freeze()
gc.set_threshold(700, 10, 1)
