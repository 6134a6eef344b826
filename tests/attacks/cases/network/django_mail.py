# expect: error=PermissionError|ModuleNotFoundError|ConnectionRefusedError|OSError|ImproperlyConfigured|ImportError|gaierror queries=0
# Django would connect to a mail server.
from django.core.mail import send_mail

send_mail("subject", "text", "from@example.com", ["to@example.com"])
