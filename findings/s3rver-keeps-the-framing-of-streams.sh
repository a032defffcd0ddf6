#!/usr/bin/env bash
# A stream of known length, put by @aws-sdk/client-s3 3.1169.0 into s3rver 3.7.1. The client adds a checksum behind a stream
# (its default since January 2025), and so sends the body in chunks with a trailer; the stand-in keeps that framing as the
# object: "4\r\nfive\r\n0\r\nx-amz-checksum-crc32:…" where four bytes were put, with the content encoding "aws-chunked". The put
# answers 200 and the object can be read, so that only who looks at its bytes sees it. The same four bytes as a buffer are kept
# as they are, and so are those of a stream with `requestChecksumCalculation: "WHEN_REQUIRED"`.
# Guessed: that a body arrives as it was put, or that the put is refused.
# Seen (Node 20.20 and 24.21): "stream: 45 bytes, aws-chunked", "buffer: 4 bytes", "stream without a checksum: 4 bytes".
# Vouch puts buffers only (functions/seal/day-to-s3.ts, functions/seal/export-hour-to-s3.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact s3rver@3.7.1 @aws-sdk/client-s3@3.1169.0 >/dev/null
node -e '
const { Readable } = require("node:stream");
const S3rver = require("s3rver");
const { S3Client, CreateBucketCommand, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
const run = async () => {
  const server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory: process.cwd() + "/objects" });
  const { port } = await server.run();
  const clientOf = (more) =>
    new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      forcePathStyle: true,
      region: "us-east-1",
      credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
      ...more,
    });
  const s3 = clientOf({});
  await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  const kept = async (what, client, Body) => {
    const at = { Bucket: "bucket", Key: what.replaceAll(" ", "-") };
    await client.send(new PutObjectCommand({ ...at, Body, ContentLength: 4 }));
    const { Body: stored, ContentEncoding } = await s3.send(new GetObjectCommand(at));
    const { length } = await stored.transformToByteArray();
    const said = [`${length} bytes`, ...(ContentEncoding ? [ContentEncoding] : [])].join(", ");
    console.log(`${what}: ${said}`);
    return said;
  };
  const five = () => Readable.from([Buffer.from("five")]);
  const found = [
    await kept("stream", s3, five()),
    await kept("buffer", s3, Buffer.from("five")),
    await kept("stream without a checksum", clientOf({ requestChecksumCalculation: "WHEN_REQUIRED" }), five()),
  ];
  return found.join(" / ") === "45 bytes, aws-chunked / 4 bytes / 4 bytes";
};
run().then((asSeen) => process.exit(asSeen ? 0 : 1));
'
