export const collector = true;
