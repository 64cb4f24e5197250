// The golden vector of the sealed hand-off, read by a second implementation: @hpke/core opens what
// the crate sealed, and Node's own Ed25519 and SHA-256 check signatures, hash and code. This is the
// server's direction: whatever language Proxuma's server is written in must read what we send.
import assert from 'node:assert/strict';
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

const golden = JSON.parse(readFileSync(new URL('fixtures/handoff.json', import.meta.url), 'utf8'));
const bytes = (name) => Buffer.from(golden[name], 'base64url');
const labelled = (label, ...parts) => Buffer.concat([Buffer.from(`proxuma-connect-handoff/1\0${label}\0`), ...parts]);
const sha256 = (data) => createHash('sha256').update(data).digest();
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });

async function open(sealed, info) {
  const exact = (buffer) => new Uint8Array(buffer).buffer;
  const recipientKey = await suite.kem.deserializePrivateKey(exact(bytes('kem_sk')));
  return Buffer.from(await suite.open({ recipientKey, enc: exact(sealed.subarray(0, 32)), info: exact(info) }, exact(sealed.subarray(32))));
}

/** A raw Ed25519 key as Node takes it. */
const publicKey = (raw) => createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });

test('a second implementation opens the envelope and finds the same plaintext', async () => {
  const info = labelled('envelope', sha256(bytes('offer')), sha256(bytes('protected')));
  assert.deepEqual(info, bytes('info'));
  const plaintext = await open(bytes('sealed'), info);
  assert.deepEqual(plaintext, bytes('plaintext'));
  assert.equal(plaintext.length, 1024);
  assert.equal(JSON.parse(plaintext).proof, JSON.parse(bytes('offer')).secret);
});

test('it refuses the envelope when a byte of it or of its context differs', async () => {
  for (const at of [0, 40, 1071]) {
    const sealed = bytes('sealed');
    sealed[at] ^= 1;
    await assert.rejects(open(sealed, bytes('info')), String(at));
  }
  const info = bytes('info');
  info[info.length - 1] ^= 1;
  await assert.rejects(open(bytes('sealed'), info));
});

test('signatures, hash, proof of reading and code are what another implementation computes', () => {
  for (const what of ['offer', 'receipt']) {
    const key = publicKey(bytes(`${what}_pk`));
    const signed = labelled(what, bytes(what));
    assert.ok(verify(null, signed, key, bytes(`${what}_sig`)), what);
    signed[signed.length - 1] ^= 1;
    assert.ok(!verify(null, signed, key, bytes(`${what}_sig`)), what);
  }
  assert.deepEqual(sha256(Buffer.from(`${golden.protected}.${golden.sealed}`)), bytes('env_hash'));
  const offer = JSON.parse(bytes('offer'));
  const receipt = JSON.parse(bytes('receipt'));
  const { cred } = JSON.parse(bytes('plaintext'));
  const mac = createHmac('sha256', Buffer.from(offer.secret, 'base64url')).update(labelled('cred', Buffer.from(`${cred.client_id}\0${cred.client_secret}`))).digest('base64url');
  assert.equal(receipt.cred_mac, mac);
  assert.equal(receipt.env_hash, golden.env_hash);
  const bits = [...sha256(labelled('code', sha256(bytes('offer')))).subarray(0, 5)].map((b) => b.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g).map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)]).join('');
  assert.equal(golden.code, `${letters.slice(0, 4)}-${letters.slice(4)}`);
});
