# expect: status=ok changed=none
# tool: plan
#| {"statements": [["ATTACH '/etc/passwd' AS other", []], ["PRAGMA writable_schema = ON", []],
#| ["SELECT load_extension('/lib/x.so')", []], ["CREATE VIRTUAL TABLE v USING fts5(a)", []]], "index": null}
