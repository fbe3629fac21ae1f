// The menu: what the platform expects and nothing of ours; the screen has its own keys.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';

const forDevelopers: MenuItemConstructorOptions = {
  label: 'Developer',
  submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }],
};

/** Sets the menu. A package has no way into the developer tools. */
export function setMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    // No window menu elsewhere: its Ctrl+W would end the watch by a slip of the hand.
    ...(process.platform === 'darwin' ? [{ role: 'windowMenu' } as const] : []),
    ...(app.isPackaged ? [] : [forDevelopers]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
