"""The audit chains as rows."""

HEADS_OF = """
SELECT e.chain, e.seq, e.digest FROM audit_entry e
WHERE e.chain IN ({marks}) AND e.seq = (SELECT max(seq) FROM audit_entry WHERE chain = e.chain)
"""
ADD_ENTRY = """
INSERT INTO audit_entry
    (chain, seq, previous, digest, payload_digest, header, what, actor, operation, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_PAYLOAD = """
INSERT INTO audit_payload (entry_id, salt, payload)
SELECT id, ?, ? FROM audit_entry WHERE chain = ? AND seq = ?
"""
ENTRIES = """
SELECT e.chain, e.seq, e.previous, e.digest, e.payload_digest, e.header, e.what, e.actor, e.operation,
       e.recorded_at, p.entry_id, p.salt, p.payload
FROM audit_entry e LEFT JOIN audit_payload p ON p.entry_id = e.id
ORDER BY e.chain, e.seq
"""
"""Every entry with its payload, chain by chain."""
RECORDED = """
SELECT e.chain, e.seq, e.digest, e.what, CASE WHEN e.what = 'checkpoint' THEN p.payload END
FROM audit_entry e LEFT JOIN audit_payload p ON p.entry_id = e.id
ORDER BY e.id
"""
"""Every entry in the order of recording, over all chains."""
LAST_CHECKPOINT = """
SELECT id FROM audit_entry WHERE chain = 'store' AND what = 'checkpoint' ORDER BY seq DESC LIMIT 1
"""
CHANGED_HEADS = """
SELECT e.chain, e.seq, e.digest
FROM (SELECT chain, max(seq) AS seq FROM audit_entry WHERE id > ? GROUP BY chain) last
JOIN audit_entry e ON e.chain = last.chain AND e.seq = last.seq
ORDER BY e.chain
"""
"""The last entry of each chain that grew after an entry, in the order of chains."""
OWNER = """
LEFT JOIN organisation o
    ON o.id = CASE WHEN e.chain LIKE 'org:%' THEN CAST(substr(e.chain, 5) AS INTEGER) END
"""
HEADS = f"""
SELECT e.chain, o.slug, e.seq, e.digest, e.recorded_at
FROM (SELECT chain, max(seq) AS seq FROM audit_entry GROUP BY chain) last
JOIN audit_entry e ON e.chain = last.chain AND e.seq = last.seq {OWNER}
ORDER BY e.chain
"""
LISTED = f"""
SELECT o.slug, e.seq, e.what, e.actor, e.recorded_at, e.operation, p.payload, p.purged_because
FROM audit_entry e LEFT JOIN audit_payload p ON p.entry_id = e.id {OWNER}
WHERE {{where}} ORDER BY e.id
"""
PURGE = """
UPDATE audit_payload SET payload = NULL, salt = NULL, purged_because = ?
WHERE payload IS NOT NULL AND entry_id IN (SELECT id FROM audit_entry WHERE chain = ?)
"""
LAST_RECORDED = "SELECT recorded_at FROM audit_entry ORDER BY id DESC LIMIT 1"
