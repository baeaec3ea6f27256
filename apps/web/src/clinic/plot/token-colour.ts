/** Gives the colour of a design token in the present theme: `--ink`. */
export type TokenColour = (token: `--${string}`) => string;

/** Reads a token of the document. */
export const tokenColour: TokenColour = (token) =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();
