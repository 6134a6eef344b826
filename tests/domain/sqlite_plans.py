"""Statements on the tables of test_plan.py, and what EXPLAIN QUERY PLAN of SQLite 3.40 says of them: number, parent, text."""

from __future__ import annotations

PLANS: dict[str, list[tuple[int, int, str]]] = {
    'SELECT "blog_post"."title" FROM "blog_post"': [
        (2, 0, "SCAN blog_post"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."id" = ? LIMIT 21': [
        (3, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."id" IN (?, ?)': [
        (2, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"),
    ],
    'SELECT * FROM "blog_comment" INNER JOIN "blog_post" ON ("blog_comment"."post_id" = "blog_post"."id") WHERE "blog_comment"."post_id" IN (?, ?)': [
        (6, 0, "SEARCH blog_comment USING INDEX comment_post (post_id=?)"),
        (13, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."title" ASC, "blog_post"."id" ASC': [
        (3, 0, "SCAN blog_post"),
        (9, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."id" > ?': [
        (2, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid>?)"),
    ],
    'SELECT * FROM "blog_comment" WHERE "blog_comment"."post_id" = ?': [
        (3, 0, "SEARCH blog_comment USING INDEX comment_post (post_id=?)"),
    ],
    'SELECT * FROM "blog_author" WHERE "blog_author"."handle" = ?': [
        (3, 0, "SEARCH blog_author USING INDEX sqlite_autoindex_blog_author_1 (handle=?)"),
    ],
    'SELECT COUNT(*) FROM "blog_comment" WHERE "blog_comment"."post_id" = ?': [
        (3, 0, "SEARCH blog_comment USING COVERING INDEX comment_post (post_id=?)"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."title"': [
        (3, 0, "SCAN blog_post"),
        (9, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."title" LIMIT 3': [
        (4, 0, "SCAN blog_post"),
        (15, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."views" > ? ORDER BY "blog_post"."title" LIMIT 3': [
        (4, 0, "SCAN blog_post"),
        (17, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."created" LIMIT 5': [
        (5, 0, "SCAN blog_post USING INDEX post_created"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" LIMIT 1': [
        (3, 0, "SCAN blog_post"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."views" = ? LIMIT 1': [
        (3, 0, "SCAN blog_post"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" INNER JOIN "blog_author" ON ("blog_post"."author_id" = "blog_author"."id")': [
        (3, 0, "SCAN blog_post"),
        (5, 0, "SEARCH blog_author USING INTEGER PRIMARY KEY (rowid=?)"),
    ],
    'SELECT DISTINCT "blog_post"."title" FROM "blog_post"': [
        (3, 0, "SCAN blog_post"),
        (11, 0, "USE TEMP B-TREE FOR DISTINCT"),
    ],
    'SELECT "blog_post"."title", COUNT(*) FROM "blog_post" GROUP BY "blog_post"."title"': [
        (6, 0, "SCAN blog_post"),
        (8, 0, "USE TEMP B-TREE FOR GROUP BY"),
    ],
    'SELECT * FROM "blog_post" WHERE EXISTS (SELECT 1 FROM "blog_comment" U0 WHERE U0."post_id" = ("blog_post"."id"))': [
        (2, 0, "SCAN blog_post"),
        (5, 0, "CORRELATED SCALAR SUBQUERY 1"),
        (9, 5, "SEARCH U0 USING COVERING INDEX comment_post (post_id=?)"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" UNION SELECT "blog_author"."name" FROM "blog_author"': [
        (1, 0, "COMPOUND QUERY"),
        (2, 1, "LEFT-MOST SUBQUERY"),
        (5, 2, "SCAN blog_post"),
        (11, 1, "UNION USING TEMP B-TREE"),
        (13, 11, "SCAN blog_author"),
    ],
    'SELECT * FROM "blog_post" WHERE ("blog_post"."author_id" = ? OR "blog_post"."id" = ?)': [
        (4, 0, "MULTI-INDEX OR"),
        (5, 4, "INDEX 1"),
        (13, 5, "SEARCH blog_post USING INDEX post_author (author_id=?)"),
        (18, 4, "INDEX 2"),
        (21, 18, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"),
    ],
    'SELECT * FROM "blog_author" WHERE "blog_author"."id" IN (SELECT U0."author_id" FROM "blog_post" U0 WHERE U0."views" > ?)': [
        (2, 0, "SEARCH blog_author USING INTEGER PRIMARY KEY (rowid=?)"),
        (6, 0, "LIST SUBQUERY 1"),
        (8, 6, "SCAN U0"),
    ],
    'SELECT * FROM "blog_post" INNER JOIN "blog_author" T3 ON ("blog_post"."title" = T3."name")': [
        (3, 0, "SCAN blog_post"),
        (17, 0, "SEARCH T3 USING AUTOMATIC COVERING INDEX (name=?)"),
    ],
    'UPDATE "blog_post" SET "views" = ? WHERE "blog_post"."title" = ?': [
        (4, 0, "SCAN blog_post"),
    ],
    "SELECT 1": [
        (1, 0, "SCAN CONSTANT ROW"),
    ],
    'WITH RECURSIVE "numbers"("n") AS (SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < 5) SELECT * FROM "numbers"': [
        (2, 0, "CO-ROUTINE numbers"),
        (5, 2, "SETUP"),
        (6, 5, "SCAN CONSTANT ROW"),
        (17, 2, "RECURSIVE STEP"),
        (18, 17, "SCAN numbers"),
        (28, 0, "SCAN numbers"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."title" = ?': [
        (2, 0, "SCAN blog_post"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."title" = ? ORDER BY "blog_post"."views" DESC': [
        (3, 0, "SCAN blog_post"),
        (12, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE ("blog_post"."title" = ? AND "blog_post"."views" > ?)': [
        (2, 0, "SCAN blog_post"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."title" ASC, "blog_post"."views" ASC': [
        (3, 0, "SCAN blog_post"),
        (10, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."title" ASC, "blog_post"."views" DESC': [
        (3, 0, "SCAN blog_post"),
        (10, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" ORDER BY "blog_post"."created" ASC': [
        (4, 0, "SCAN blog_post USING INDEX post_created"),
    ],
    'SELECT "blog_post"."title" FROM "blog_post" WHERE "blog_post"."author_id" = ?': [
        (3, 0, "SEARCH blog_post USING INDEX post_author (author_id=?)"),
    ],
    'SELECT * FROM "blog_author" WHERE "blog_author"."is_active"': [
        (2, 0, "SCAN blog_author"),
    ],
    'DELETE FROM "blog_post" WHERE "blog_post"."id" = ?': [
        (3, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"),
        (11, 0, "SEARCH blog_comment USING COVERING INDEX comment_post (post_id=?)"),
    ],
}
