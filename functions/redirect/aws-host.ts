/** A name that AWS gave an HTTP API or a function URL; in the partition of China the first ends in `.com.cn`. */
export const isAwsHost = (name: string): boolean => /\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/.test(name);
