#!/usr/bin/env bash
# A put that may only make an object (If-None-Match: *) or only replace one version of it (If-Match), sent by @aws-sdk/client-s3
# 3.1169.0 to s3rver 3.7.1, the stand-in for S3 that tests of npm packages start: both conditions are read over, each put answers
# 200, and the object is whatever came last. S3 answers 412 to both (since August and November 2024). A lock or a swap that
# stands on them is never refused in such a test, and two holders look like one.
# Guessed: that the stand-in refuses the second put, or says that it doesn't know the header.
# Seen (Node 20.20 and 24.21): "made: 200", "made again: 200", "swapped for a version that never was: 200", "holds: three".
# Vouch's own stand-in (test/support/aws-stand-in.ts) answers 412 as S3's page says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact s3rver@3.7.1 @aws-sdk/client-s3@3.1169.0 >/dev/null
node -e '
const S3rver = require("s3rver");
const { S3Client, CreateBucketCommand, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
const run = async () => {
  const server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory: process.cwd() + "/objects" });
  const { port } = await server.run();
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    forcePathStyle: true,
    region: "us-east-1",
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
  });
  const at = { Bucket: "bucket", Key: "lock" };
  const put = async (what, more) => {
    const { $metadata } = await s3.send(new PutObjectCommand({ ...at, ...more })).catch((refused) => refused);
    console.log(`${what}: ${$metadata.httpStatusCode}`);
    return $metadata.httpStatusCode;
  };
  await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  const answers = [
    await put("made", { Body: "one", IfNoneMatch: "*" }),
    await put("made again", { Body: "two", IfNoneMatch: "*" }),
    await put("swapped for a version that never was", { Body: "three", IfMatch: "\"0123456789abcdef0123456789abcdef\"" }),
  ];
  const holds = await (await s3.send(new GetObjectCommand(at))).Body.transformToString();
  console.log(`holds: ${holds}`);
  return answers.every((status) => status === 200) && holds === "three";
};
run().then((asSeen) => process.exit(asSeen ? 0 : 1));
'
