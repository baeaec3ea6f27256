import { Component, type ReactNode } from 'react';
import { Fault } from './fault.tsx';

/** Keeps a fault of one part of a page in that part, and lets the person try again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="page">
        <Fault error={error} again={() => this.setState({ error: undefined })} />
      </div>
    );
  }
}
