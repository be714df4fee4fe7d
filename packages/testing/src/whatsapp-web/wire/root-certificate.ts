import { Curve, type KeyPair, proto, WA_CERT_DETAILS } from 'baileys';

/** The keys a server proves itself with. */
export interface ServerCertificate {
  /** What a client must trust: the public key the chain ends in. */
  readonly rootKey: Buffer<ArrayBuffer>;
  /** The long-term key of the server in the handshake. */
  readonly serverKey: KeyPair;
  /** The encoded chain, sent in the handshake. */
  readonly chain: Uint8Array;
}

const { Details } = proto.CertChain.NoiseCertificate;

function signedBy(issuer: KeyPair, details: proto.CertChain.NoiseCertificate.IDetails) {
  const bytes = Details.encode(details).finish();
  return { details: bytes, signature: Curve.sign(issuer.private, bytes) };
}

/**
 * A certificate chain of the form WhatsApp's servers send: root, intermediate, leaf.
 *
 * Baileys checks both signatures and that the intermediate names the root's serial number
 * (baileys 7.0.0-rc14, lib/Utils/noise-handler.js).
 */
export function createCertificate(): ServerCertificate {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const serverKey = Curve.generateKeyPair();
  const chain = proto.CertChain.encode({
    intermediate: signedBy(root, {
      serial: 1,
      issuerSerial: WA_CERT_DETAILS.SERIAL,
      key: intermediate.public,
    }),
    leaf: signedBy(intermediate, { serial: 2, issuerSerial: 1, key: serverKey.public }),
  }).finish();
  return { rootKey: Buffer.from(root.public), serverKey, chain };
}

/** The roots trusted at the moment, the newest last; WhatsApp's own is kept to go back to. */
const trusted: Buffer<ArrayBuffer>[] = [];
let original: Buffer<ArrayBuffer> | undefined;

/**
 * Lets the baileys of this thread trust this root until the returned function is called.
 *
 * There is one trusted root in baileys: with several servers the newest counts.
 */
export function trustRoot(rootKey: Buffer<ArrayBuffer>): () => void {
  original ??= WA_CERT_DETAILS.PUBLIC_KEY;
  trusted.push(rootKey);
  WA_CERT_DETAILS.PUBLIC_KEY = rootKey;
  return () => {
    const at = trusted.indexOf(rootKey);
    if (at >= 0) trusted.splice(at, 1);
    WA_CERT_DETAILS.PUBLIC_KEY = trusted.at(-1) ?? original ?? rootKey;
  };
}
