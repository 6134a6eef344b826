# expect: status=ok queries=0 changed=none
# tool: steps
# Imports are carried out: no module may be one of the service.
import course.settings
import manage
from sandbox_app.broker import Broker

Post.objects.filter(title=Broker)
