import type MailComposer from 'nodemailer/lib/mail-composer';

/** A mail as its bytes, lines ended as RFC 5322 wants. The composer is loaded with the first one: most processes write none. */
export async function mailBytes(mail: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> {
  const { default: Composer } = await import('nodemailer/lib/mail-composer');
  return new Promise((resolve, reject) => {
    new Composer({ ...mail, newline: '\r\n' })
      .compile()
      .build((error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
