"""The audit chains as rows."""

HEAD = "SELECT seq, digest FROM audit_entry WHERE chain = ? ORDER BY seq DESC LIMIT 1"
ADD_ENTRY = """
INSERT INTO audit_entry
    (chain, seq, previous, digest, payload_digest, header, what, actor, operation, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_PAYLOAD = "INSERT INTO audit_payload (entry_id, salt, payload) VALUES (?, ?, ?)"
ENTRIES = """
SELECT e.id, e.chain, e.seq, e.previous, e.digest, e.payload_digest, e.header, e.what, e.actor, e.operation,
       e.recorded_at, p.entry_id, p.salt, p.payload, p.purged_because
FROM audit_entry e LEFT JOIN audit_payload p ON p.entry_id = e.id
"""
"""One row for each entry with its payload; `e.` may be filtered and ordered."""
LAST_CHECKPOINT = """
SELECT id FROM audit_entry WHERE chain = 'store' AND what = 'checkpoint' ORDER BY seq DESC LIMIT 1
"""
CHANGED_HEADS = """
SELECT e.chain, e.seq, e.digest
FROM (SELECT chain, max(seq) AS seq FROM audit_entry WHERE id > ? AND id < ? GROUP BY chain) last
JOIN audit_entry e ON e.chain = last.chain AND e.seq = last.seq
ORDER BY e.chain
"""
"""The last entry of each chain among those recorded between two others, in the order of chains."""
HEADS = """
SELECT e.chain, o.slug, e.seq, e.digest, e.recorded_at
FROM (SELECT chain, max(seq) AS seq FROM audit_entry GROUP BY chain) last
JOIN audit_entry e ON e.chain = last.chain AND e.seq = last.seq
LEFT JOIN organisation o ON e.chain = 'org:' || o.id
ORDER BY e.chain
"""
PURGE = """
UPDATE audit_payload SET payload = NULL, salt = NULL, purged_because = ?
WHERE payload IS NOT NULL AND entry_id IN (SELECT id FROM audit_entry WHERE chain = ?)
"""
