import { type ReactNode, useId } from 'react';

type Given = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** A label above, the field, and what is wrong with it right below. */
export function Field(p: {
  label: string;
  hint?: string;
  error?: string;
  children: (given: Given) => ReactNode;
}) {
  const id = useId();
  const given: Given = p.error ? { id, 'aria-describedby': `${id}-wrong`, 'aria-invalid': true } : { id };
  return (
    <div className="field">
      <label htmlFor={id}>{p.label}</label>
      {p.hint && <p className="hint">{p.hint}</p>}
      {p.children(given)}
      <p id={`${id}-wrong`} role="alert" className="wrong">
        {p.error}
      </p>
    </div>
  );
}
