# expect: status=ok changed=none
# tool: plan
#| {"statements": [["SELECT 1; DELETE FROM blog_post", []], ["SELECT 1 */; DROP TABLE blog_post --", []],
#| ["", []], ["DELETE FROM blog_post", []]], "index": null}
