import {
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Every object whose name begins so, by name. */
export async function* everyObject(
  s3: S3Client,
  Bucket: string,
  Prefix: string,
): AsyncGenerator<{ key: string; bytes: number }> {
  let ContinuationToken: string | undefined;
  do {
    const from = ContinuationToken ? { ContinuationToken } : {};
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ...from }));
    for (const { Key, Size = 0 } of page.Contents ?? []) if (Key) yield { key: Key, bytes: Size };
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}

/** What tells this content of an object from any other; `undefined` where there is no object. */
export async function findTag(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    return ETag;
  } catch (failure) {
    if (isNotThere(failure)) return undefined;
    throw failure;
  }
}

/** GetObject says NoSuchKey, HeadObject, whose answers have no body, NotFound. */
export const isNotThere = (failure: unknown): boolean =>
  failure instanceof NoSuchKey || failure instanceof NotFound;
