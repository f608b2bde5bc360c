"""Runs the import command and kills itself, as `kill -9` does, at the given statement to the database.

killed.py STATEMENT FILE MAPPING        0: never; the number of statements is printed
"""

import os
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

count, last = 0, int(sys.argv[1])


def kill_at_last(execute, sql, params, many, context):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)


with connection.execute_wrapper(kill_at_last):
    call_command("import_engagements", sys.argv[2], mapping=sys.argv[3], verbosity=0)
print(count)
