/** HMAC-SHA1, base64 and random names by WebCrypto; browsers and Node.js alike. */

/** WebCrypto; Node.js 18 has it in a module, not as a global. */
async function webCrypto(): Promise<Crypto> {
  if ("crypto" in globalThis) return globalThis.crypto;
  // joined at run time, so that a bundler for browsers does not look for the module
  const name = ["node", "crypto"].join(":");
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as {
    webcrypto: Crypto;
  };
  return module.webcrypto;
}

/** Random bytes as lower-case hexadecimal digits, two per byte. */
export async function randomHex(bytes: number): Promise<string> {
  const crypto = await webCrypto();
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, "0")).join("");
}

/** A random UUID (RFC 9562, version 4). */
export async function uuid(): Promise<string> {
  const hex = await randomHex(16);
  const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) & 3);
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})/, `$1-$2-4$3-${variant}$4-`);
}

/** The base64 form of HMAC-SHA1(secret, message), both as UTF-8. */
export async function hmacSha1(secret: string, message: string): Promise<string> {
  const { subtle } = await webCrypto();
  const utf8 = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const key = await subtle.importKey("raw", utf8.encode(secret), algorithm, false, ["sign"]);
  return base64(new Uint8Array(await subtle.sign("HMAC", key, utf8.encode(message))));
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Decode base64url (RFC 4648, section 5) to text. Throws on characters that are not in it. */
export function fromBase64Url(source: string): string {
  const binary = atob(source.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
