// A place that was found: plain text with the words it was found by between two private-use characters. They become
// marks here; whatever else stands in it stays text.
const BEGIN = '\ue000';
const END = '\ue001';

export function Excerpt({ text }: { readonly text: string }) {
  let at = 0;
  return (
    <>
      {text.split(BEGIN).flatMap((part, index) => {
        const [marked = '', ...rest] = index === 0 ? ['', part] : part.split(END);
        const key = at;
        at += part.length + 1;
        return [marked !== '' && <mark key={`m${key}`}>{marked}</mark>, <span key={`t${key}`}>{rest.join('')}</span>];
      })}
    </>
  );
}
