/** Lets the page paint and answer between two parts of a long piece of work. */
export const breathe = (): Promise<void> => new Promise((resume) => setTimeout(resume, 0))
