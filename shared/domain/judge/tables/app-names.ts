/** How apps and networks write their own names; an id that is not here is shown with a capital. */
const NAMES: Record<string, string> = {
  whatsapp: 'WhatsApp',
  imessage: 'iMessage',
  tiktok: 'TikTok',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  x: 'X',
  kakaotalk: 'KakaoTalk',
  line: 'LINE',
  wechat: 'WeChat',
  gmail: 'Gmail',
  vk: 'VK',
  samsung: 'Samsung Internet',
  ios: 'iOS',
  macos: 'macOS',
  chromeos: 'ChromeOS',
};

export const appName = (id: string): string => NAMES[id] ?? `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
