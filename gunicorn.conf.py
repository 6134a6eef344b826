"""gunicorn's settings; it reads this file by itself when started in the checkout.

One worker by default: the jail's warm processes belong to the worker, and its threads wait on them, not on Python.
"""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
wsgi_app = "course.wsgi:application"
# Longer than the longest grade (three runs at the wall limit, queued), shorter than a browser's patience.
timeout = 60
graceful_timeout = 10
# Its socket would lie under the home folder of whoever runs the site.
control_socket_disable = True
# The site logs each request itself.
accesslog = None
loglevel = "warning"
