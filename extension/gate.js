// The only script in a page while no guide runs: says hello once, so that a running guide can come in.
// No observer, no timer, no listener, no Wasm.
// @ts-check
globalThis.chrome?.runtime?.sendMessage({ v: 1, t: 'hello' }).catch(() => {});
