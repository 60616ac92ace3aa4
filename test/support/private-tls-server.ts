import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import forge from 'node-forge';

const { pki, md } = forge;

/** A website under an authority of its own, which nobody trusts by itself. */
export interface PrivateTlsServer extends AsyncDisposable {
  url: string;
  /** File of the authority's certificate. */
  authority: string;
  /** SHA-256 of its own certificate, as `AB:CD:…`. */
  fingerprint: string;
}

/** Starts one on loopback; its authority's certificate lies in `folder`. Paths are numbers of bytes to answer with. */
export async function startPrivateTlsServer(folder: string): Promise<PrivateTlsServer> {
  const [root, site] = [pki.rsa.generateKeyPair(2048), pki.rsa.generateKeyPair(2048)];
  const name = [{ name: 'commonName', value: 'Private authority' }];
  const issue = (key: forge.pki.PublicKey, subject: forge.pki.CertificateField[], extensions: object[], serial: string) => {
    const certificate = pki.createCertificate();
    certificate.publicKey = key;
    certificate.serialNumber = serial;
    certificate.validity.notBefore = new Date(Date.now() - 60_000);
    certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
    certificate.setSubject(subject);
    certificate.setIssuer(name);
    certificate.setExtensions(extensions);
    certificate.sign(root.privateKey, md.sha256.create());
    return pki.certificateToPem(certificate);
  };
  const ca = issue(
    root.publicKey,
    name,
    [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true },
    ],
    '01',
  );
  const names = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ];
  const cert = issue(site.publicKey, [{ name: 'commonName', value: 'localhost' }], [{ name: 'subjectAltName', altNames: names }], '02');
  const authority = path.join(folder, 'private-authority.pem');
  writeFileSync(authority, ca);
  const server = createServer({ key: pki.privateKeyToPem(site.privateKey), cert }, (request, response) => {
    const bytes = Number(request.url?.slice(1));
    response.end(bytes > 0 ? Buffer.alloc(bytes, 'x') : 'mine');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `https://localhost:${port}`,
    authority,
    fingerprint: new X509Certificate(cert).fingerprint256,
    [Symbol.asyncDispose]: close,
  };
}
