-- Followers for wrk: each request from another address, with one of a few real user agents.
local agents = {
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 10.21.0 (iPhone7,2; iOS 10_2_1; zh-Hant_JP; scale=2.00; gamut=normal; 750x1334)",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.124 Mobile Safari/537.36 [WA4A/2.25.32.75;]",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.2 Safari/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36",
}
local slugs = {}
for slug in string.gmatch(os.getenv("BENCH_SLUGS") or "hotlink", "[^,]+") do slugs[#slugs + 1] = slug end
local n = math.random(1000000000)
request = function()
  n = n + 1
  local ip = string.format("10.%d.%d.%d", math.floor(n / 65536) % 256, math.floor(n / 256) % 256, n % 256)
  return wrk.format("GET", "/" .. slugs[n % #slugs + 1], {
    ["User-Agent"] = agents[n % #agents + 1],
    ["X-Forwarded-For"] = ip,
    ["Sec-Fetch-Site"] = "cross-site",
  })
end
