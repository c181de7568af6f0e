/** Completion and explanations of the scenario text. The format's own tables know both; here they are shown. */
import type { Completion as Choice, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { autocompletion, startCompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import type { Completion } from '../../scenario/completion.ts';
import type { Explanation } from '../../scenario/description.ts';
import type { TextHelp } from '../../shell/scenario-reader.ts';
import { author } from '../../words/author.ts';
import { isScrubbable } from './scrubber.ts';
import { docOf, detailOf, factsOf } from './explanation.ts';

/** What the format says of a text; comes when it has been loaded. */
export function language(help: Promise<TextHelp>): Extension {
  return [
    autocompletion({
      icons: false,
      override: [(context) => complete(context, help)],
      optionClass: ({ type }) => `cm-choice-${type ?? ''}`,
    }),
    hoverTooltip((view, position) => explain(view, position, help), { hideOnChange: true }),
  ];
}

/** While a word is typed, and whenever it is asked for. */
async function complete(
  context: CompletionContext,
  help: Promise<TextHelp>,
): Promise<CompletionResult | null> {
  if (!context.explicit && context.matchBefore(/[\w-]$/u) === null) return null;
  const { complete: completionsOf } = await help;
  if (context.aborted) return null;
  const found = completionsOf(context.state.doc.toString(), context.pos);
  if (found === undefined) return null;
  const { from, to, all } = found;
  return {
    from,
    to,
    options: all.map((one, index) => choiceOf(one, -index / 10)),
    validFor: /^[\w./%-]*$/u,
  };
}

/** The order is that of the tables: what is always there comes first. */
function choiceOf({ label, insert, is, says }: Completion, boost: number): Choice {
  const doc = docOf(says);
  return {
    label,
    type: is,
    detail: detailOf(says),
    boost: Math.max(boost, -99),
    ...(doc === undefined ? {} : { info: () => paragraph(doc) }),
    apply: (view, _choice, from, to) => accept(view, from, to, insert),
  };
}

/** After a key what it takes is offered at once. */
function accept(view: EditorView, from: number, to: number, insert: string): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  if (insert.endsWith(' ')) startCompletion(view);
}

async function explain(view: EditorView, position: number, help: Promise<TextHelp>): Promise<Tooltip | null> {
  const { describe } = await help;
  const found = describe(view.state.doc.toString(), position);
  if (found === undefined) return null;
  const { from, to } = found;
  return {
    pos: from,
    end: to,
    above: true,
    create: () => ({ dom: card(found, isScrubbable(view.state, position)) }),
  };
}

/** What is under the pointer: its name and nature, what it means, and what is known of it. */
function card(found: Explanation, scrubs: boolean): HTMLElement {
  const box = document.createElement('div');
  box.className = 'cm-hover';
  box.setAttribute('role', 'tooltip');
  box.setAttribute('aria-label', author.editor.explains(found.name));
  const header = document.createElement('header');
  header.append(element('code', found.name), element('span', detailOf(found)));
  const doc = docOf(found);
  const facts = [...factsOf(found), ...(scrubs ? [author.editor.scrub] : [])];
  box.append(header, ...(doc === undefined ? [] : [paragraph(doc)]));
  for (const fact of facts) box.append(element('small', fact));
  return box;
}

function paragraph(text: string): HTMLElement {
  return element('p', text);
}

function element(tag: 'code' | 'p' | 'small' | 'span', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
