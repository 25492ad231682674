// The words that claims rest on, and what the claims are about
CALL db.index.fulltext.queryNodes('tidu_words', '上云') YIELD node, score
WHERE node:Claim
MATCH (node)-[:ABOUT]->(subject)
RETURN subject.name AS subject, node.quote AS words, node.status AS status, node.claimId AS claim, score
LIMIT 20
