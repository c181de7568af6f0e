/** Lets the user choose a file; nothing happens if they change their mind. */
export function pickFile(accept: string, onPick: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.hidden = true;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.remove();
    if (file !== undefined) onPick(file);
  });
  input.addEventListener('cancel', () => input.remove());
  // Out of the page it could be collected as garbage while the user still chooses.
  document.body.append(input);
  input.click();
}
