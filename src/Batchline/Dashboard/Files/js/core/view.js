import htm from '../../vendor/htm.js';
import { Component, h, isValidElement, options, render } from '../../vendor/preact.js';
import { brief, text, visible } from './text.js';

export * from '../../vendor/hooks.js';
export { Component, render };

/** Makes elements from templates. Nothing else does. */
export const html = htm.bind(h);

// Attributes that people read or hear. The others keep every character: a field must give back what it was given.
const read = new Set(['title', 'aria-label', 'aria-valuetext', 'placeholder', 'data-label']);

// One text is at most so long, or a page would take minutes to lay out. Who wants to show more gives it in pieces.
const longest = 4_000;
const longestRead = 1_000;

const isObject = (value) => typeof value === 'object' && value !== null;

/** Arrays are not looked into here: Preact makes an element of each, which comes by as well. */
const child = (value) => (isObject(value) && !Array.isArray(value) && !isValidElement(value) ? text(value) : value);

/**
 * The last door before the page: an object that no template made, such as a field of a record, becomes text here. It must not
 * get into a tree. Preact writes its notes (`__b`) into what it draws, and version 10 took any object with such a note for an
 * element of its own: a link or a refresh from a record at once or when it was drawn again, a crash where it had no `type`.
 * Version 11 knows its elements by a symbol, which no JSON can hold, but passes over everything else without a word.
 */
options.vnode = (element) => {
  const { type, props } = element;
  if (type === null) {
    element.props = visible(brief(props, longest));
    return;
  }
  if (props.children !== undefined) {
    props.children = Array.isArray(props.children) ? props.children.map(child) : child(props.children);
  }
  if (typeof type !== 'string') return;
  delete props.dangerouslySetInnerHTML;
  for (const name in props) {
    if (name === 'children' || name === 'style') continue;
    if (isObject(props[name])) props[name] = text(props[name]);
    if (read.has(name) && typeof props[name] === 'string') props[name] = visible(brief(props[name], longestRead));
  }
};
