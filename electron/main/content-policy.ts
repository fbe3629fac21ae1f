// What the page may load: a file of its own, because tests serve the page elsewhere under the same policy.

/** Nothing inline, nothing remote. Styles set by script (CSSOM) are not covered by it and work. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
