// Files that were pasted or dropped, with names that say something.

/** Files of a paste or a drop; a picture from the clipboard is named by when it was pasted (epoch ms, UTC). */
export function filesOf(data: DataTransfer | null, now: number): readonly File[] {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return [...(data?.files ?? [])].map((file) =>
    /^image\.\w+$/.test(file.name)
      ? new File([file], `pasted-${stamp}.${file.name.split('.').at(-1)}`, { type: file.type })
      : file,
  );
}

export const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
