// A fault in one screen must not take the alarms off the wall: the screen says so and steps aside, the frame stays.
import { Component, type ReactNode } from 'react';
import { closeDialog } from '../store/dialogs.ts';
import { goTo } from '../store/route.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph } from '../ui/glyph.tsx';

interface Props {
  /** What it stands around; the words are drawn in its place. */
  readonly around: 'screen' | 'dialog';
  /** A new value (another screen, another dialog) starts over. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface State {
  readonly failure: string | null;
}

export class Boundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.failure) this.setState({ failure: null });
  }

  /** Away from what failed, and once more from the start where Watch itself did. */
  #startOver(): void {
    closeDialog();
    goTo({ screen: 'watch' });
    this.setState({ failure: null });
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const { around } = this.props;
    const words = (
      <div className="err" role="alert">
        <Glyph status="crit" lit size={20} />
        <div>
          <b>This {around} failed to draw.</b>
          <p>{failure}</p>
          <p>Monitoring goes on, and nothing that was saved is lost.</p>
        </div>
        <button type="button" className="btn pri" onClick={() => this.#startOver()}>
          Go to Watch
        </button>
      </div>
    );
    if (around === 'screen') return <main>{words}</main>;
    return (
      <Dialog title="A fault in Watchfloor" onClose={() => this.#startOver()}>
        {words}
      </Dialog>
    );
  }
}
