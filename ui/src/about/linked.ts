export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;)])/;

/** A text with its web addresses apart. */
export function linked(text: string): Piece[] {
  return text
    .split(ADDRESS)
    .filter((piece) => piece !== "")
    .map((piece) => (ADDRESS.test(piece) ? { text: piece, href: piece } : { text: piece }));
}
