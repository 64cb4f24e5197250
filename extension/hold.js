// The hold: the secret as AES-GCM ciphertext in storage.session (memory only), its key as a
// non-extractable CryptoKey in IndexedDB. Neither store alone reveals the secret, and a crash or a
// closed browser drops the first. When to put, open and wipe is decided in Rust.
// @ts-check

const DB = 'proxuma-connect-hold';
const STORE = 'keys';
const SLOT = 'hold';

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DB, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
async function store(mode, act) {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const tx = db.transaction(STORE, mode);
      const request = act(tx.objectStore(STORE));
      tx.oncomplete = () => resolve(request.result);
      tx.onerror = tx.onabort = () => reject(tx.error);
    });
  } finally {
    db.close();
  }
}

/** Replaces what is held. The bytes are overwritten afterwards. @param {Uint8Array<ArrayBuffer>} bytes */
export async function put(bytes) {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes));
  bytes.fill(0);
  await store('readwrite', (s) => s.put(key, SLOT));
  await chrome.storage.session.set({ [SLOT]: { iv: [...iv], sealed: [...sealed] } });
}

/** Opens the hold. The caller overwrites the bytes after use. @returns {Promise<Uint8Array|null>} null if nothing can be opened */
export async function take() {
  /** @type {{iv: number[], sealed: number[]}|undefined} */
  const kept = /** @type {any} */ ((await chrome.storage.session.get(SLOT))[SLOT]);
  const key = await store('readonly', (s) => s.get(SLOT));
  if (!kept || !key) return null;
  try {
    const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(kept.iv) }, key, new Uint8Array(kept.sealed));
    return new Uint8Array(open);
  } catch {
    return null;
  }
}

/** Destroys ciphertext and key. */
export async function wipe() {
  await chrome.storage.session.remove(SLOT);
  await store('readwrite', (s) => s.delete(SLOT));
}
