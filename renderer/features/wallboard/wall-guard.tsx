// A fault in one part of the wall must not take the rest down, nor wait for a key that nobody is there to press: the part says
// so in its place, and is drawn anew after a while.
import { Component, type ReactNode } from 'react';

/** What failed once often fails at once again, ms. */
export const AGAIN_MS = 10_000;

interface Props {
  /** What it stands around, as in "The map failed to draw". */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly failure: string | null;
}

export class WallGuard extends Component<Props, State> {
  override state: State = { failure: null };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.setState({ failure: null }), AGAIN_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <p className="wb-fault" role="alert">
        <b>The {this.props.part} failed to draw.</b> {failure}
      </p>
    );
  }
}
