# expect: error=PermissionError|FileNotFoundError line=4
# tool: timeline

open("/etc/passwd")
