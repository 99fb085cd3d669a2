/** Answers each question once: a snapshot never changes, so neither do its answers. */
export function createOnce(): <Answer>(question: string, answer: () => Answer) => Answer {
  const answers = new Map<string, unknown>();
  return <Answer>(question: string, answer: () => Answer): Answer => {
    if (!answers.has(question)) answers.set(question, answer());
    return answers.get(question) as Answer;
  };
}

/** The same for what is asked of many files, again and again: nothing is put together to look an answer up. */
export function onceForEach<Answer>(answer: (uri: string) => Answer): (uri: string) => Answer {
  const answers = new Map<string, Answer>();
  return (uri) => {
    const known = answers.get(uri);
    if (known !== undefined || answers.has(uri)) return known as Answer;
    const made = answer(uri);
    answers.set(uri, made);
    return made;
  };
}
