-- Who asked for offers; a row to lock while they are counted.
CREATE TABLE admins (
    admin TEXT PRIMARY KEY NOT NULL,
    at    BIGINT NOT NULL
);
-- `keys`: offer bytes and KEM private key, encrypted; NULL once used or expired.
CREATE TABLE offers (
    offer_id  TEXT PRIMARY KEY NOT NULL,
    tenant_id TEXT NOT NULL,
    admin     TEXT NOT NULL,
    made_at   BIGINT NOT NULL,
    exp       BIGINT NOT NULL,
    used_at   BIGINT,
    rejected  BIGINT NOT NULL DEFAULT 0,
    keys      BLOB
);
CREATE INDEX offers_by_admin ON offers (admin, made_at);
CREATE INDEX offers_by_exp ON offers (exp);
-- What was answered, word for word. `proof_hash`: SHA-256 of the recovery header's value.
CREATE TABLE receipts (
    idem       TEXT PRIMARY KEY NOT NULL,
    offer_id   TEXT NOT NULL UNIQUE,
    tenant_id  TEXT NOT NULL,
    env_hash   BLOB NOT NULL,
    proof_hash BLOB NOT NULL,
    body       TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX receipts_by_at ON receipts (at);
-- `sealed`: Client ID and Client Secret, encrypted.
CREATE TABLE credentials (
    offer_id      TEXT PRIMARY KEY NOT NULL,
    tenant_id     TEXT NOT NULL,
    source_origin TEXT NOT NULL,
    sealed        BLOB NOT NULL,
    at            BIGINT NOT NULL
);
CREATE INDEX credentials_by_tenant ON credentials (tenant_id, at);
