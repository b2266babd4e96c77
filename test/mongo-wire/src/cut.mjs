/** Instead of an answer: the connection is cut. */
export const CUT = Symbol('cut');
