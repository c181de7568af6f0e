import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import sheetText from './code-pane.css?inline';

/** YAML has no hues, since blue and green mean something already: keys have weight, values are lighter. */
const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink)', fontWeight: '500' },
  { tag: [tags.string, tags.content, tags.literal, tags.keyword], color: 'var(--ink2)' },
  { tag: tags.comment, color: 'var(--ink3)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink3)' },
]);

export const codeLook = syntaxHighlighting(highlight);

/** The editor's style sheet, for the tree that it stands in. */
export function adoptLook(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets.push(sheet);
}
