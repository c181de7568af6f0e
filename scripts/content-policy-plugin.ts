/**
 * The content security policy of the built app, as a `<meta>` of its page: files and links are somebody else's text, and
 * nothing in them may ever become code, a style or a request. The development server needs scripts of its own, so that
 * only the build has it.
 */
import type { Plugin } from 'vite';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  // React sets styles through the DOM, which needs no permission; elements of style would. The code editor stands in a tree of
  // its own, which adopts its style sheets.
  "style-src 'self'",
  "img-src 'self' data:",
  // Small subsets of the fonts stand in the style sheet itself.
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // src/app/trusted-types.ts
  'trusted-types default',
].join('; ');

/** Puts the policy before everything that it is to hold for. */
export function contentPolicyPlugin(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
