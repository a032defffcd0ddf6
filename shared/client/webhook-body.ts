/** What a webhook brought, once its signature is right. Whoever installs the package has it by its `type`, from the document. */
export type WebhookBody = { type: string; timestamp: string; data: unknown };
