"""What earlier releases kept, as the rows they wrote; `:document` stands for the JSON of a document."""

#: A city, a user, a draft and a judgement as the first release kept them.
AT_0001 = (
    "INSERT INTO municipality (id, name, code) VALUES (1, 'みほん市', '')",
    "INSERT INTO organisation (id, municipality_id, name) VALUES (1, 1, 'みほん市長')",
    "INSERT INTO division VALUES (1, 1, '市民課', '', '2020-04-01', NULL)",
    "INSERT INTO task VALUES (1, 1, 1, '事務', NULL)",
    "INSERT INTO account VALUES (1, 'sato', '佐藤', NULL, '$', FALSE, TRUE, 0, NULL, '2026-04-01')",
    "INSERT INTO dossier VALUES (1, 1, 1, '3', 'yoshiki3', 'lineage1', NULL)",
    "INSERT INTO draft VALUES (1, 1, NULL, 'first', 'draft', '{}', 0, NULL, 1, '2026-04-01')",
    "INSERT INTO judgement VALUES (0, 1, 'row', 'd', NULL, '誤記のため', '', NULL, 1, '2026-04-01')",
)

#: A city at work with the third release: people, an edition, a draft under review with its plan, comments and voices.
AT_0003 = (
    "INSERT INTO municipality (id, name, code, table_style, desk) VALUES (1, 'みほん市', '000000', NULL, NULL)",
    "INSERT INTO organisation (id, municipality_id, name) VALUES (1, 1, 'みほん市長')",
    "INSERT INTO division VALUES (1, 1, '市民課', '', '2020-04-01', NULL)",
    "INSERT INTO task VALUES (1, 1, 1, '住民基本台帳に関する事務', NULL)",
    """INSERT INTO account (id, name, display_name, password_hash, one_time, is_active, failures, made_at, email) VALUES
    (1, 'sato', '佐藤 花子', '$', FALSE, TRUE, 0, '2026-04-01 00:30:00', 'sato@city.example.jp'),
    (2, 'kacho', '小林 正', '$', FALSE, TRUE, 0, '2026-04-01 00:30:00', NULL),
    (3, 'kakari', '山本 直子', '$', FALSE, TRUE, 0, '2026-04-01 00:30:00', NULL)""",
    "INSERT INTO account_role VALUES (1, 'editor'), (2, 'approver'), (3, 'approver')",
    "INSERT INTO dossier VALUES (1, 1, 1, '3', 'yoshiki3', 'lineage1', NULL)",
    """INSERT INTO edition
    (id, dossier_id, number, kind, origin, document, digest, published_on, receipt, made_by, made_at)
    VALUES (1, 1, 1, 'first', 'adopted', :document, :digest, '2025-04-01', '', 1, '2026-04-01 00:30:00')""",
    "UPDATE dossier SET published_id = 1",
    """INSERT INTO draft
    (id, dossier_id, base_id, kind, state, document, sequence, planned_on, made_by, made_at, purpose)
    VALUES (1, 1, 1, 'amendment', 'approved', :document, 0, '2026-05-01', 1, '2026-04-01 00:30:00', '移行のため')""",
    """INSERT INTO step (id, draft_id, action, came_from, went_to, digest, comment, details, made_by, made_at) VALUES
    (1, 1, 'request', 'draft', 'review', :digest, '', '{"route": 1}', 1, '2026-04-01 01:00:00'),
    (2, 1, 'approve', 'review', 'approved', :digest, '', '{}', 3, '2026-04-01 03:00:00')""",
    """INSERT INTO route VALUES (1, 1,
    '{"stages": [{"title": "課長", "people": [2], "stand_ins": [3]}]}', 1, '2026-04-01 00:40:00')""",
    """INSERT INTO endorsement VALUES
    (1, 1, 1, 1, 1, 'stand_in', :digest, '出張のため', '急ぎのため', 2, 3, '2026-04-01 03:00:00')""",
    """INSERT INTO comment VALUES (1, 1, 'storage', NULL, '場所を確かめてください。', 2, '2026-04-01 00:50:00'),
    (2, 1, 'storage', 1, '確かめました。', 1, '2026-04-01 00:55:00')""",
    "INSERT INTO comment_mark VALUES (1, 1, 'resolved', '', 2, '2026-04-01 00:58:00')",
    "INSERT INTO promotion VALUES (1, 1, 'storage#space', TRUE, 1, '2026-04-01 00:45:00')",
    "INSERT INTO planned_change VALUES (1, 1, '標準準拠システムへの移行', '', '2027-01-04', 1, '2026-04-01 00:30:00')",
    "INSERT INTO yearly_review VALUES (1, 1, 1, '2026-03-16', 'unchanged', '', 1, '2026-04-01 00:30:00')",
    "INSERT INTO notice_seen VALUES (1, '2026-04-01 02:00:00')",
)
