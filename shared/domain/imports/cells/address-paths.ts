/** How a platform's addresses are built; which hosts are its own, the judge knows. */
export type PathFact = {
  /** The name of its own host where that is not the platform's. */
  hostNamed?: string;
  /** Of a post: its id, and the handle before it where there is one. What of the query names it follows the path. */
  posts: readonly RegExp[];
  /** Of a post under the short host. */
  short?: RegExp;
  /** What of the query names a post or a profile, and so is part of its address; in this order. */
  query?: readonly string[];
  /** Of a profile, any page of it. */
  profile: readonly RegExp[];
  /** How people there write a handle without the address. */
  spoken?: RegExp;
  /** The platform's own pages, where a profile would stand. */
  pages?: readonly string[];
};

/**
 * Read off the addresses that each platform's own pages and share buttons gave in November 2026. A profile's pages (its
 * reels, its videos) are words that no handle comes before by chance.
 */
export const ADDRESS_PATHS: Readonly<Record<string, PathFact>> = {
  instagram: {
    posts: [
      /^\/(?:(?<handle>[\w.]+)\/)?(?:p|reel|reels|tv)\/(?<id>[\w-]+)/,
      /^\/stories\/(?<handle>[\w.]+)\/(?<id>\d+)/,
    ],
    profile: [/^\/(?:stories\/|_u\/)?@?(?<handle>[\w.]+)(?:\/(?:reels|tagged|guides|channel|feed))?\/?$/],
    pages: ['explore', 'share', 'accounts', 'direct', 'stories', 'highlights', 'reels', 'p', 'reel', 'about'],
  },
  tiktok: {
    posts: [
      /^\/(?:@(?<handle>[\w.]+)?\/)?(?:video|photo|v)\/(?<id>\d+)/,
      /^\/(?:embed|player)\/(?:v\d\/)?(?<id>\d+)/,
    ],
    profile: [/^\/@(?<handle>[\w.]+)(?:\/live)?\/?$/],
  },
  youtube: {
    posts: [/^\/(?:shorts|live|embed|video|post|v)\/(?<id>[\w-]{6,})/, /^\/watch\?v=(?<id>[\w-]{6,})/],
    short: /^\/(?<id>[^?]+)/,
    query: ['v'],
    profile: [
      /^\/(?:@|c\/|user\/|channel\/)(?<handle>[\p{L}\p{M}\p{N}_.·-]+)(?:\/(?:featured|videos|shorts|streams|playlists|community|posts|about))?\/?$/u,
    ],
  },
  x: {
    hostNamed: 'twitter',
    posts: [/^\/(?:i\/(?:web\/)?|(?<handle>\w+)\/)status(?:es)?\/(?<id>\d+)/],
    profile: [/^\/(?<handle>\w+)(?:\/(?:media|with_replies|likes|highlights))?\/?$/],
    pages: [
      'i',
      'home',
      'explore',
      'search',
      'intent',
      'share',
      'hashtag',
      'notifications',
      'messages',
      'settings',
    ],
  },
  facebook: {
    posts: [
      /^\/(?:(?<handle>[\w.]+)\/)?(?:posts|videos|reel)\/(?:[^/?]+\/)?(?<id>\w+)\/?$/,
      /^\/[^?]*\?(?:v|fbid|story_fbid)=(?<id>\w+)/,
    ],
    query: ['v', 'story_fbid', 'fbid', 'id'],
    profile: [
      /^\/profile\.php\?id=(?<handle>\d+)$/,
      /^\/people\/[^/]+\/(?<handle>\d+)\/?$/,
      /^\/(?<handle>[\w.]+)(?:\/(?:about|photos|videos|reels|posts))?\/?$/,
    ],
    pages: [
      'profile.php',
      'watch',
      'share',
      'sharer.php',
      'groups',
      'events',
      'marketplace',
      'pages',
      'people',
      'reel',
    ],
  },
  pinterest: {
    posts: [/^\/pin\/(?:[^/]*--)?(?<id>\d+)/],
    profile: [/^\/(?<handle>\w+)(?:\/(?:_saved|_created|pins))?\/?$/],
    pages: ['pin', 'ideas', 'today', 'search'],
  },
  threads: {
    posts: [/^\/(?:@(?<handle>[\w.]+)\/)?(?:post|t)\/(?<id>[\w-]+)/],
    profile: [/^\/@(?<handle>[\w.]+)(?:\/(?:replies|media|reposts))?\/?$/],
  },
  twitch: {
    posts: [/^\/videos\/(?<id>\d+)/, /^\/(?<handle>\w+)\/(?:clip|v|video)\/(?<id>[\w-]+)/],
    profile: [/^\/(?<handle>\w+)(?:\/(?:about|videos|schedule|clips))?\/?$/],
    pages: ['directory', 'videos', 'downloads', 'settings', 'p'],
  },
  snapchat: {
    posts: [/^\/(?:@(?<handle>[\w.-]+)\/)?spotlight\/(?<id>[\w-]+)/],
    profile: [/^\/(?:add\/|@)(?<handle>[\w.-]+)\/?$/],
  },
  linkedin: {
    posts: [
      /^\/posts\/(?<handle>[^/_]+)_.*?-(?:activity|ugcPost|share)-(?<id>\d+)/,
      /^\/feed\/update\/urn(?::|%3A)li(?::|%3A)(?:activity|ugcPost|share)(?::|%3A)(?<id>\d+)/i,
    ],
    profile: [/^\/(?:in|company)\/(?<handle>[^/]+)(?:\/(?:recent-activity|posts|about).*)?\/?$/],
  },
  bluesky: {
    hostNamed: 'bsky',
    posts: [/^\/profile\/(?<handle>[\w.:-]+)\/post\/(?<id>\w+)/],
    profile: [/^\/profile\/(?<handle>[\w.:-]+)\/?$/],
  },
  reddit: {
    posts: [/^\/(?:r\/\w+|user\/(?<handle>[\w-]+))\/comments\/(?<id>\w+)/],
    short: /^\/(?<id>\w+)/,
    profile: [/^\/(?:user|u)\/(?<handle>[\w-]+)(?:\/(?:submitted|comments))?\/?$/],
    spoken: /^\/?u\/(?<handle>[\w-]+)\/?$/,
  },
  tumblr: {
    posts: [/^\/(?<handle>[\w-]+)\/(?<id>\d+)/],
    profile: [/^\/(?:blog\/view\/)?(?<handle>[\w-]+)(?:\/(?:archive|likes))?\/?$/],
    pages: ['dashboard', 'explore', 'tagged', 'search', 'settings', 'inbox', 'likes', 'register', 'login'],
  },
  vk: {
    posts: [/^\/(?:[\w.]+\?w=)?(?:wall|video|clip|photo)(?<id>-?\d+_\d+)/],
    query: ['w'],
    profile: [/^\/@?(?<handle>[\w.]+)\/?$/],
    pages: ['feed', 'im', 'video', 'clips', 'groups', 'friends', 'market', 'music', 'login', 'search'],
  },
  vimeo: {
    posts: [/^\/(?:channels\/[^/]+\/|video\/)?(?<id>\d+)/],
    profile: [/^\/(?<handle>[a-z]\w+)(?:\/(?:videos|about))?\/?$/],
    pages: ['watch', 'categories', 'channels', 'features', 'upgrade', 'blog'],
  },
  lemon8: {
    hostNamed: 'lemon8-app',
    posts: [/^\/@?(?<handle>[\w.]+)\/(?<id>\d{6,})/],
    profile: [/^\/@?(?<handle>[\w.]+)\/?$/],
    pages: ['topic', 'discover', 'about', 'legal'],
  },
  kick: {
    posts: [/^\/(?<handle>\w+)\/(?:clips|videos)\/(?<id>[\w-]+)/],
    profile: [/^\/(?<handle>\w+)(?:\/(?:about|videos|clips))?\/?$/],
    pages: ['browse', 'categories', 'category', 'following', 'dashboard'],
  },
};
